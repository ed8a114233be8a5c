/** How we are reached: what every letter that leaves the office says at its head. The demonstration begins with some of its own; there is no default. */
export const letterhead = {
  officeAddress: {
    title: 'Our address on letters',
    called: 'our address',
    hint: 'As on an envelope, a line each',
    lines: 4,
    asks: 'Enter our address as it stands on an envelope, in 2 to 6 lines of up to 60 characters',
    holds: (words: string) => {
      const lines = words.split('\n')
      return lines.length >= 2 && lines.length <= 6 && lines.every((line) => line.trim() !== '' && line.length <= 60)
    },
  },
  officeTelephone: {
    title: 'Our telephone number on letters',
    called: 'our telephone number',
    hint: 'Like 01632 960 001 or +44 1632 960 001',
    lines: 1,
    asks: 'Enter a telephone number, like 01632 960 001 or +44 1632 960 001',
    holds: (words: string) => /^\+?[0-9(][0-9 ()-]{5,22}[0-9]$/.test(words) && words.replaceAll(/\D/g, '').length >= 7,
  },
  officeEmail: {
    title: 'Our email address on letters',
    called: 'our email address',
    hint: 'Like name@example.com',
    lines: 1,
    asks: 'Enter an email address in the correct format, like name@example.com',
    holds: (words: string) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(words),
  },
} as const satisfies Record<
  string,
  { title: string; called: string; hint: string; lines: number; asks: string; holds: (words: string) => boolean }
>

export type LetterheadName = keyof typeof letterhead
export const letterheadNames = Object.keys(letterhead) as [LetterheadName, ...LetterheadName[]]
export const isOfLetterhead = (name: string): name is LetterheadName => Object.hasOwn(letterhead, name)

/** Without what nobody has set. */
export type Letterhead = { readonly [Name in LetterheadName]?: string }
