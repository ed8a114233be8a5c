import { addressOf, listAddress, type Params } from './params.ts'

/** Addresses that one page has for each of its states. */
export interface Links {
  readonly list: Link
  readonly oldest: Link
  readonly state: Link
}
type Link = (changes: Readonly<Record<string, string | undefined>>) => string

/** A page has several hundred: what they have in common is written once. */
export function linksOf({ machine, params }: { readonly machine: string; readonly params: Params }): Links {
  return {
    list: addingTo(listAddress(machine, params, {})),
    oldest: addingTo(listAddress(machine, params, {}, '/oldest')),
    state: addingTo(addressOf(machine, params, { tail: '/state' })),
  }
}

function addingTo(address: string): Link {
  const joint = address.includes('?') ? '&' : '?'
  return (changes) => {
    const said = Object.entries(changes).flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${encodeURIComponent(value)}`]))
    return said.length > 0 ? `${address}${joint}${said.join('&')}` : address
  }
}
