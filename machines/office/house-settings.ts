/** What the service itself asks to be told, beside the silences of the guidance: how long something that is no part of a casefile is kept. */
export const houseSettings = {
  draftRetentionDays: {
    title: 'Keeping a form that was begun and not sent',
    days: 30,
    least: 1,
    most: 365,
    reading: 'the text of a form that was begun and not sent is kept for thirty days after its last change.',
  },
} as const satisfies Record<string, { title: string; days: number; least: number; most: number; reading: string }>

export type HouseSettingName = keyof typeof houseSettings
