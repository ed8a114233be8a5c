import { describe, expect, test } from '@jest/globals'
import { dateInWords, listed, money, moneyInWords, sentence } from '../../src/letters/format.ts'
import { toHtml } from '../../src/letters/preview.ts'

describe('how letters write things', () => {
  test('dates, money and lists', () => {
    expect(dateInWords('2013-03-29')).toBe('29 March 2013')
    expect(dateInWords('2013-10-27')).toBe('27 October 2013')
    expect(money(200_000)).toBe('£2,000.00')
    expect(money(5)).toBe('£0.05')
    expect(moneyInWords({ kind: 'debtWrittenOff', amount: 107_547 })).toBe('Debt written off: £1,075.47')
    expect(moneyInWords({ kind: 'earlierOffer' })).toBe('Offered earlier: amount not yet stated')
    expect(listed(['the Trust', 'the Council', 'the Agency'])).toBe('the Trust, the Council and the Agency')
  })

  test('somebody’s words end a sentence', () => {
    expect(sentence(' Pay Mrs T ')).toBe('Pay Mrs T.')
    expect(sentence('Is that so?')).toBe('Is that so?')
  })
})

describe('a letter on a page', () => {
  const letter =
    'Mrs T\n4 Mill Lane\n\n29 March 2013\nOur reference: RD-000123\n\nDear Mrs T,\n\nThe agreed remedy\n\n1. Pay Mrs T.\n   By: 19 April 2013\n2. Apologise.\n\nThat is all.\n\nYours sincerely,\n\nCaseworker\nfor the Ombudsman\n'

  test('headings, numbered actions and lines are what they look like', () => {
    expect(toHtml(letter).replace(/\n+/g, '\n').trim()).toBe(
      [
        '<p>Mrs T<br>4 Mill Lane</p>',
        '<p>29 March 2013<br>Our reference: RD-000123</p>',
        '<p>Dear Mrs T,</p>',
        '<h2>The agreed remedy</h2>',
        '<ol>',
        '<li>Pay Mrs T.<br>By: 19 April 2013</li>',
        '<li>Apologise.</li>',
        '</ol>',
        '<p>That is all.</p>',
        '<p>Yours sincerely,</p>',
        '<p>Caseworker<br>for the Ombudsman</p>',
      ].join('\n'),
    )
  })

  test('what somebody wrote stays text', () => {
    const html = toHtml('Dear <b>Mrs T</b>,\n\n<script>alert("1")</script> {{ 7 * 7 }}\n\n1. <img src=x onerror=alert(1)>\n')
    expect(html).not.toMatch(/<(b|script|img)\b/)
    expect(html).toContain('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; {{ 7 * 7 }}')
  })
})
