import { describe, expect, test } from '@jest/globals'
import type { Compose } from '../../src/engine/engine.ts'
import { composeFrom, lacksOf, missingFrom } from '../../src/letters/compose.ts'
import { proves } from '../support/proves.ts'
import { approachToTrust, decision, lacking, requestToTrust, toComplainant, toTrust, work } from './attempt-letters.ts'
import { asKept } from './golden.ts'
import { agreed, COUNCIL, casefile, decidedAs, proposed, sourceOf } from './invented-case.ts'

describe('the letters of an invented case, as they go out', () => {
  const withdrawnOn27March = { casefile: { ...casefile, casefile: { ...casefile.casefile, withdrawnOn: '2013-03-27' } } }
  proves('I18', 'the approach says all eight points to the organisation', () => {
    expect(composeFrom(approachToTrust, sourceOf(proposed, { today: '2013-03-01' }))).toBe(asKept('approach'))
  })
  proves('I27', 'the decision tells the complainant of the resolution in full', () => {
    expect(decision(agreed)).toBe(asKept('resolved'))
  })
  proves('I28', 'the confirmation tells the organisation what it owes, and by when', () => {
    expect(composeFrom(toTrust, sourceOf(agreed))).toBe(asKept('confirmation'))
  })
  proves(['I23', 'I27'], 'a decision to decline says that no remedy could be secured', () => {
    expect(decision(decidedAs('decline', { reason: 'noRemedySecured' }))).toBe(asKept('declined'))
  })
  proves(['I3', 'I27'], 'a closure as value added says what is not settled, and that the complainant may come back', () => {
    expect(decision(decidedAs('valueAdded'))).toBe(asKept('value-added'))
  })
  proves(['I2', 'I27'], 'a closure as premature says what the organisation was asked to do, and by when', () => {
    expect(decision(decidedAs('premature', { work }))).toBe(asKept('premature'))
  })
  proves(['I2', 'C12'], 'the request for that work tells the organisation what is asked, by when, and that it should answer', () => {
    expect(composeFrom(requestToTrust, sourceOf(decidedAs('premature', { work })))).toBe(asKept('work-request'))
  })
  proves('I22', 'of a complaint withdrawn before our decision complainant and organisation are told', () => {
    const declined = decidedAs('decline', { reason: 'withdrawn' })
    expect(decision(declined, withdrawnOn27March)).toBe(asKept('withdrawn'))
    expect(composeFrom({ letter: 'confirmation', to: { organisation: COUNCIL } }, sourceOf(declined, withdrawnOn27March))).toBe(
      asKept('withdrawn-notice'),
    )
  })
})

describe('a confirmation', () => {
  proves('I28', 'to an organisation that has confirmed nothing lacks the actions and the timescale', () => {
    const letter = { letter: 'confirmation', to: { organisation: COUNCIL } } as const
    expect(missingFrom(letter, sourceOf(agreed))).toEqual([
      expect.objectContaining({
        says: 'The actions it owes',
        cites: 'I28',
        paragraph: 'Casework guidance, paragraph 2.6.28',
        record: 'what this organisation has confirmed in writing',
      }),
      expect.objectContaining({ says: 'The timescale of each', cites: 'I28' }),
    ])
    expect(composeFrom(letter, sourceOf(agreed))).toContain('[Not recorded yet: what this organisation has agreed to do]')
  })
})

describe('a request for work that completes an organisation’s own procedure', () => {
  const twoAsked = [...work, { ...work[0]!, organisation: COUNCIL, what: 'Explain the fee' }]

  proves('I2', 'lacks nothing once the decision is submitted, and asks each organisation for its own work alone', () => {
    const record = decidedAs('premature', { work: twoAsked })
    expect(lacking(requestToTrust, record)).toEqual([])
    const text = composeFrom({ letter: 'workRequest', to: { organisation: COUNCIL } }, sourceOf(record))
    expect(text).toContain('1. Explain the fee.\n   By: 30 April 2013')
    expect(text).not.toContain('second part of the complaint')
    expect(text).toContain('Dear Sir or Madam,')
    expect(text).not.toContain('Not recorded yet')
  })

  proves('I2', 'to an organisation that is asked for nothing says what is not recorded', () => {
    expect(lacking(requestToTrust, decidedAs('premature'))).toEqual([
      expect.objectContaining({ says: 'What it is asked to do so that its own procedure is complete', cites: 'I2', standing: 'missing' }),
      expect.objectContaining({ says: 'By when, on a day that can still be kept', cites: 'C12' }),
    ])
    expect(composeFrom(requestToTrust, sourceOf(decidedAs('premature')))).toContain(
      '[Not recorded yet: what this organisation is asked to do]',
    )
  })

  proves('C12', 'does not ask for an answer by a day that has come already', () => {
    const record = decidedAs('premature', { work })
    expect(lacking(requestToTrust, record, { today: '2013-04-29' })).toEqual([])
    expect(lacking(requestToTrust, record, { today: '2013-04-30' })).toEqual([
      expect.objectContaining({ cites: 'C12', record: 'a later day for the work that this organisation is asked for' }),
    ])
  })
})

describe('every letter', () => {
  const letters = [toComplainant, toTrust, approachToTrust, requestToTrust]
  const withWork = { ...agreed, work }

  test('is signed with the name and the post of who holds the casefile', () => {
    for (const letter of letters)
      expect(composeFrom(letter, sourceOf(withWork))).toMatch(/\n\nAmina Clarke\nCaseworker\nfor the Ombudsman\n\nTo reply, /)
  })
  test('is signed for the post where nobody holds it', () => {
    const { signatory: _signatory, ...vacant } = sourceOf(withWork)
    for (const letter of letters) expect(composeFrom(letter, vacant)).toMatch(/,\n\nCaseworker\nfor the Ombudsman\n\nTo reply, /)
  })
  test('says at its head who writes and how we are reached, as the office has it, and at its end how to reply', () => {
    const letterhead = {
      officeAddress: '2 Elsewhere Road\nSampleton',
      officeTelephone: '01632 960 999',
      officeEmail: 'post@office.example',
    }
    for (const letter of letters) {
      const text = composeFrom(letter, { ...sourceOf(withWork), letterhead })
      expect(text).toMatch(
        /^The Ombudsman’s Office\n2 Elsewhere Road\nSampleton\nTelephone: 01632 960 999\nEmail: post@office\.example\n\n/,
      )
      expect(text).toMatch(/\n\nTo reply, please write, telephone or email us .*give our reference, RD-000123\.\n$/)
    }
  })
  test('lacks how we are reached where nobody has set it: it is neither signed nor sent', () => {
    for (const letter of letters) {
      const source = { ...sourceOf(withWork), letterhead: { officeEmail: 'post@office.example' } }
      expect(composeFrom(letter, source)).toContain('[Not recorded yet: our address]\nTelephone: [Not recorded yet: our telephone number]')
      expect(lacksOf(letter, source).filter((lacks) => lacks.startsWith('How we are reached'))).toEqual([
        'How we are reached, at the head of the letter: our address, which an administrator sets under Administration, Settings',
        'How we are reached, at the head of the letter: our telephone number, which an administrator sets under Administration, Settings',
      ])
    }
  })
})

test('the engine is handed the same composition', () => {
  const handed: Compose = composeFrom
  const held = { id: 'letter', instance: 'instance', cites: 'I27', ...toComplainant } as const
  const { record, casefile: its, ...source } = sourceOf(agreed)
  expect(handed(held, { ...source, record, casefile: its })).toBe(asKept('resolved'))
})
