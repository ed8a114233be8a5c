/** The middle of some figures, with the least and the most of them. */
export interface Spread {
  readonly median: number
  readonly least: number
  readonly most: number
}

export function spread<R>(rounds: readonly R[], digits: number, of: (round: R) => number): Spread {
  const sorted = rounds.map((round) => Number(of(round).toFixed(digits))).sort((a, b) => a - b)
  const middle = (sorted.length - 1) / 2
  const median = Number(((sorted[Math.floor(middle)]! + sorted[Math.ceil(middle)]!) / 2).toFixed(digits))
  return { median, least: sorted[0]!, most: sorted.at(-1)! }
}

export function table(title: string, lines: readonly (readonly [string, Spread, string?])[]): string {
  const shown = lines.map(([name, { median, least, most }, note = '']) => [name, String(median), `[${least}-${most}]`, note])
  const widths = [0, 1, 2].map((column) => Math.max(...shown.map((cells) => cells[column]!.length)))
  const rows = shown.map(([name, median, range, note]) =>
    `  ${name!.padEnd(widths[0]!)}  ${median!.padStart(widths[1]!)}  ${range!.padEnd(widths[2]!)}  ${note}`.trimEnd(),
  )
  return `${title}\n${rows.join('\n')}\n`
}
