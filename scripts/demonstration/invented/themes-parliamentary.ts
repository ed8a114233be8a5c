import { apology, improves, pays, plans } from './remedies.ts'
import type { Theme } from './themes.ts'

const award = {
  id: 'award',
  kind: 'backdatedAward',
  what: 'Award the complainant arrears of {sum} pounds',
  measure: 'The notice of the award',
  money: 'backdatedAward',
} as const
const writeOff = {
  id: 'write-off',
  kind: 'debtWrittenOff',
  what: 'Write off {sum} pounds of the overpayment',
  measure: 'The notice of the amount written off',
  money: 'debtWrittenOff',
} as const
const decides = {
  id: 'decision',
  kind: 'decisionReconsidered',
  what: 'Decide the claim again on the papers sent in time',
  measure: 'A copy of the new decision',
} as const
const corrects = {
  id: 'records',
  kind: 'correctionOfRecords',
  what: 'Correct the record, and confirm it to the complainant',
  measure: 'A copy of the record',
} as const

export const parliamentaryThemes: readonly Theme[] = [
  {
    field: 'payments',
    complaint: 'Payments stopped for {n} months after a change of address that was sent in time',
    injustice: 'Rent arrears, and a loan to pay them',
    sought: 'The arrears, and something for the trouble',
    remedies: [{ ...award, sum: [300, 2_600] }, pays('for the trouble', 50, 250), apology],
  },
  {
    field: 'payments',
    complaint: 'An overpayment was recovered that its own mistake had caused',
    injustice: 'Deductions for {n} months',
    sought: 'That it be written off',
    remedies: [{ ...writeOff, sum: [200, 3_400] }, apology],
  },
  {
    field: 'payments',
    complaint: 'A claim form was lost, and the claim refused as late',
    injustice: 'Nothing to live on for {n} months',
    sought: 'That the claim be decided on what was sent',
    remedies: [
      decides,
      pays('for hardship', 100, 600),
      improves('Acknowledge every form on the day it comes', 'The new instruction, and figures of one month'),
    ],
  },
  {
    field: 'payments',
    complaint: 'Three officers gave three answers, and {n} letters were not answered',
    injustice: 'Time, trouble, and telephone bills',
    sought: 'An apology and a payment',
    remedies: [pays('for the time and trouble', 40, 200), apology],
  },
  {
    field: 'payments',
    complaint: 'Wrong advice was given about when a claim would begin',
    injustice: '{n} months of an award were lost',
    sought: 'The award from the day she first asked',
    remedies: [{ ...award, sum: [250, 1_900] }, apology, plans('what is said to people who ask before they claim')],
  },
  {
    field: 'payments',
    complaint: 'What the other parent paid was not passed on for {n} months',
    injustice: 'Hardship of the children',
    sought: 'The money, and an apology',
    remedies: [pays('that was not passed on', 300, 2_800), apology],
  },
  {
    field: 'records',
    complaint: 'An application with its papers was lost, and {n} letters about it went unanswered',
    injustice: 'Fees paid twice, and a journey not made',
    sought: 'The fees and the fares',
    remedies: [
      pays('for fees and fares', 70, 900),
      apology,
      improves('Scan papers on the day they come', 'The new instruction, and figures of one month'),
    ],
  },
  {
    field: 'records',
    complaint: 'A record showed a debt that had been paid {n} years before',
    injustice: 'A loan refused',
    sought: 'That the record be put right',
    remedies: [corrects, pays('for the loan that was refused', 150, 800), apology],
  },
  {
    field: 'records',
    complaint: 'Somebody else’s details were sent to her, and hers to somebody else',
    injustice: 'Worry about what is done with them',
    sought: 'An apology, and that it be put right',
    remedies: [apology, corrects, plans('letters that hold personal details')],
  },
  {
    field: 'records',
    complaint: 'A renewal took {n} months, though it was paid for as urgent',
    injustice: 'Work that could not be taken',
    sought: 'The fee, and lost earnings',
    remedies: [pays('for the urgent fee and part of lost earnings', 120, 1_400), apology],
  },
  {
    field: 'justice',
    complaint: 'Bailiffs were sent for a fee that had been waived {n} months before',
    injustice: 'Fear, and a charge',
    sought: 'The charge, and an apology',
    remedies: [
      pays('of charges, and for the distress', 150, 900),
      apology,
      improves('Stop enforcement on the day a fee is waived', 'The new instruction'),
    ],
  },
  {
    field: 'justice',
    complaint: 'Legal costs grew because a certificate was delayed for {n} months',
    injustice: 'Costs that need not have arisen',
    sought: 'The costs',
    remedies: [pays('for legal costs', 300, 2_200), apology],
  },
  {
    field: 'justice',
    complaint: 'A hearing was moved {n} times and nobody told the witnesses',
    injustice: 'Days of leave, and fares',
    sought: 'Fares and lost pay',
    remedies: [pays('for fares and lost pay', 80, 650), apology],
  },
]
