/** What the OpenAPI document shows; a test sends each of them. */
export const examples = {
  registerOrganisation: {
    name: 'Anytown District Council',
    sector: 'parliamentary',
    contacts: [{ role: 'focalPoint', name: 'R. Sample', details: 'r.sample@anytown.example' }],
  },
  openCasefile: {
    receivedOn: '2012-11-05',
    complainant: { name: 'Mr J', address: '1 Sample Street, Anytown' },
    complainedAbout: ['0b0e6cf3-4d6c-4f0a-9a3d-6f4c8a1d2e3f'],
    complaint: 'His records were lost, and nobody told him for a year.',
    injustices: ['Distress', 'The cost of a second examination'],
    remedySought: 'An apology, and his costs',
  },
  event: { type: 'ADD_NOTE', note: 'Mr J rang: he will send the receipt.' },
  saveView: { name: 'Rated C', path: '/worklists/mine', query: 'rating=C' },
  beginWithView: { usual: true },
  dutyDone: { note: 'Told by telephone.' },
}
