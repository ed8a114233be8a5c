import { expect } from '@jest/globals'
import { onlyAsksToConsider } from '../../../machines/remedy/action.ts'
import { proves } from '../../support/proves.ts'

const onlyConsidered = [
  'Consider making a payment',
  'consider a payment',
  'Please consider a payment of 100 pounds',
  'Reconsider the decision',
  'Carefully consider the complaint',
  '1. Consider a payment',
  'We will consider making a payment',
  'We’ll consider making a payment',
  'It will consider a further payment',
  'It will, by 1 May, carefully consider a payment',
  'It should also reconsider the claim',
  'They are going to think about a payment',
  'The Trust will consider a payment',
  'The Trust is considering a payment',
  'The Trust is willing to consider a payment',
  'The Trust’s chief executive, and its board, will consider a payment',
  'The Legal Services Commission will consider making a payment',
  'Legal Services Commission will consider making a payment',
  'Bradford council will look into it',
  'The Department for Work and Pensions has agreed to consider a special payment',
  'Department for Work and Pensions will consider a special payment',
  'Office of the Public Guardian undertakes to consider a payment',
  'Trust to consider a payment',
  'The Trust agrees to consider a payment',
  'The Trust confirms that it will consider a payment',
  'Agree to consider a payment',
  'Agree to look into the delay',
  'Undertake to consider a payment',
  'Promise to reflect on what happened',
  'We undertake to give this careful consideration',
  'An undertaking to look at the policy again',
  'Give consideration to a payment',
  'Give further and serious consideration to a payment',
  'Give some thought to a payment',
  'Careful consideration of a payment',
  'Consideration will be given to making a payment',
  'A payment of 100 pounds will be considered',
  'The claim will be carefully looked into',
  'Staff training is being considered',
  'Look again at the claim',
  'Look at the claim',
  'Look into the delay',
  'Take another look at the claim',
  'Think again about a payment',
  'Explore a payment',
  'The board will explore ways to shorten the wait',
  'Reflect on the complaint',
  'By 1 May, consider a payment',
  'Within 28 days consider a payment',
  'Having read our letter, the Trust will consider a payment',
]
const somethingDone = [
  'Pay 100 pounds in consideration of the delay',
  'In consideration of the delay, pay 100 pounds',
  'Review the decision and tell the complainant by letter',
  'Write to the complainant, having considered the delay',
  'Having considered the delay, write to the complainant',
  'Explain what it considered',
  'Explain how it will consider complaints in future',
  'Explain to the complainant how the board will consider such claims',
  'The Trust has considered the complaint and will pay 100 pounds',
  'The Trust will write to the complainant and consider a payment',
  'The Trust will pay the sum that the panel will consider fair',
  'We consider the remedy fair and will pay 100 pounds',
  'Apologise, and consider a payment',
  'Apologise and agree to consider a payment',
  'Apologise to the complainant and agree to consider a payment',
  'Train the staff who will consider complaints',
  'Publish the criteria it will consider when it awards grants',
  'Remind staff complaints must be considered within ten days',
  'A letter explaining how the claim will be considered',
  'Give the complainant an apology in consideration of the delay',
  'Give a considered apology in writing',
  'Look after the records',
  'Look for the lost file and send it to the complainant',
  'Take a statement from the doctor',
  'Write a letter of apology to the complainant',
  'Pay 500 pounds for the distress',
  'Pay a considerable sum: 5,000 pounds',
  'Reply to the complainant within 14 days',
  'Apply the policy to the claim, and send the decision by letter',
  'Agree a care plan with the complainant and put it in writing',
  'The Trust agrees to pay 100 pounds',
  'It will write off the debt',
  'Award the grant from 1 March 2012',
  'Share the explorers’ report with the complainant',
]

proves(['I9', 'I21'], 'a promise only to consider is known for one, whoever makes it and however it is put', () => {
  expect(onlyConsidered.filter((what) => !onlyAsksToConsider({ what }))).toEqual([])
})

proves(['I9', 'I21'], 'an action is none because the word “consider” occurs in it', () => {
  expect(somethingDone.filter((what) => onlyAsksToConsider({ what }))).toEqual([])
})

proves('I21', 'the longest text that may be said is judged at once', () => {
  const began = performance.now()
  for (const word of ['the trust and ', 'carefully ', 'we agree that ', 'Trust of the ', 'by a, '])
    onlyAsksToConsider({ what: word.repeat(2_000 / word.length) })
  expect(performance.now() - began).toBeLessThan(500)
})
