import { expect } from '@jest/globals'
import { caseworker } from '../../support/people.ts'
import { proves } from '../../support/proves.ts'
import { caseworkTeam, evidence, no, view, yes } from './stories.ts'
import { facts, type Item, item } from './support.ts'

const duties = (one: Item) => one.file.duties.filter(({ name }) => name.startsWith('tell'))
function viewed(answers: object, judgement = 'provided', published: object = { publishedOn: '2013-03-05' }): Item {
  const one = item({ casefile: { ...facts, ...published } }).moveTo('2013-03-20')
  one.does(caseworker, evidence)
  one.does(caseworkTeam, view(judgement, answers))
  return one
}

proves('C18', 'that Parliament or the public is to be told is somebody’s duty: the Casework Team’s, also once the item has ended', () => {
  const one = viewed({ tellParliament: yes, tellPublic: yes })
  expect(one.place).toBe('closed.complied')
  expect(duties(one)).toMatchObject([
    { name: 'tellParliament', to: 'caseworkTeam', cites: 'C18', dueOn: '2013-03-27', endsBy: 'acknowledgement' },
    { name: 'tellPublic', to: 'caseworkTeam', cites: 'C18', dueOn: '2013-03-27', endsBy: 'acknowledgement' },
  ])
})

proves('C18', 'each no is none; a yes counts whatever is thought of the evidence, and where the Ombudsman decides', () => {
  expect(duties(viewed({ tellParliament: no, tellPublic: no }))).toEqual([])
  expect(duties(viewed({ tellParliament: yes, tellPublic: no }, 'inadequate'))).toMatchObject([{ name: 'tellParliament' }])
  const laid = viewed({ tellParliament: no, tellPublic: yes }, 'provided', { publishedOn: '2013-03-05', laidOn: '2013-03-06' })
  expect(duties(laid)).toMatchObject([{ name: 'tellPublic' }])
})
