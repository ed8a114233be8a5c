/** Somebody signed in, on the pages as a browser would be and with a token for the API. */
export interface Visitor {
  readonly post: string
  /** Milliseconds from asking to the last byte, and how it was answered; with `sent` it is a form that is sent. */
  visit(path: string, sent?: Fields): Promise<Visited>
}

/** By name; what is ticked is several. */
export type Fields = Readonly<Record<string, string | readonly string[]>>

export interface Visited {
  readonly status: number
  readonly took: number
  /** How long the answer is, in characters. */
  readonly length: number
}

/** @throws where the demonstration does not let the post in */
export async function visitorAs(address: string, post: string): Promise<Visitor> {
  const first = await fetch(`${address}/sign-in`)
  const form = await first.text()
  const signedIn = await fetch(`${address}/sign-in`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: cookieOf(first)! },
    body: new URLSearchParams({ _csrf: csrfIn(form), post }),
  })
  const cookie = cookieOf(signedIn)
  if (signedIn.status !== 303 || cookie === undefined) throw new Error(`${post} could not sign in: ${signedIn.status}`)
  const csrf = csrfIn(await (await fetch(`${address}/views/new?path=/worklists/mine`, { headers: { cookie } })).text())
  const token = await tokenOf(address, post)
  return {
    post,
    visit: async (path, sent) => {
      const headers: Record<string, string> = path.startsWith('/api/') ? { authorization: `Bearer ${token}` } : { cookie }
      const form = sent && { method: 'POST', body: bodyOf({ _csrf: csrf, ...sent }) }
      const asked = async () => {
        const begun = performance.now()
        const response = await fetch(`${address}${path}`, { headers, redirect: 'manual', ...form })
        const { length } = await response.text()
        return { status: response.status, took: performance.now() - begun, length }
      }
      // The service closes a connection that was idle: what was just being sent over it is asked once more.
      return asked().catch(asked)
    },
  }
}

async function tokenOf(address: string, post: string): Promise<string> {
  const response = await fetch(`${address}/api/v1/demonstration/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ post }),
  })
  return ((await response.json()) as { token: string }).token
}

const bodyOf = (fields: Fields) =>
  new URLSearchParams(Object.entries(fields).flatMap(([name, value]) => [value].flat().map((each): [string, string] => [name, each])))
const csrfIn = (html: string) => /name="_csrf" value="([^"]+)"/.exec(html)?.[1] ?? ''
const cookieOf = (response: Response) => response.headers.getSetCookie().at(-1)?.split(';')[0]
