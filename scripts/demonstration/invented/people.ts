import type { Chooser } from './chooser.ts'

/** Nobody of these exists. */
const titles = ['Mr', 'Mrs', 'Ms', 'Miss', 'Dr'] as const
const surnames =
  'Abara Ainsley Aldous Amadi Ashdown Balogun Barrowby Bexley Bhandari Birkett Braithwaite Calloway Carrick Chowdhury Coates Cotterill Dacre Danjuma Deakin Desai ' +
  'Dunstan Eastham Ekwueme Ellery Farrow Fenwick Fogarty Gallimore Garside Ghosh Gilroy Haddow Hallam Hargrave Hussey Ibekwe Ingleby Jarrold Kaur Kearney ' +
  'Kettering Kirkbride Lambourne Larkin Lindqvist Lovell Mahmood Marchetti Mbeki Merriman Mistry Nairn Newbold Nowak Oakshott Odell Okonjo Pemberton Pilling ' +
  'Quayle Rahman Ravenhill Redfern Rosario Saxby Selwyn Shahid Silverwood Standish Tanaka Thackeray Tomczak Underhill Varley Vickers Wainwright Whitlock Yardley Zielinski'
const relations = ['His late wife', 'Her late husband', 'Her mother', 'His father', 'Her son', 'His daughter'] as const

export const complainantOf = (choose: Chooser): string => `${choose.pick(titles)} ${choose.pick(surnames.split(' '))}`
export const aggrievedOf = (choose: Chooser) => ({ name: complainantOf(choose), relation: choose.pick(relations) })
