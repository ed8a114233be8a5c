/** Of each page and post, by their name: the milliseconds that each visit took, how long the answers were, and with what it was answered. */
export type Figures = ReadonlyMap<
  string,
  { readonly took: readonly number[]; readonly lengths: readonly number[]; readonly statuses: ReadonlySet<number> }
>

/**
 * What is aimed at: milliseconds at the largest size, and how many times longer than at the smallest. What says more, such as a CSV of ten times
 * the rows, may take as many times longer as it is longer.
 */
const MOST = 200
const MOST_GROWTH = 1.5
/** Below so many milliseconds a difference says more about the machine than about the page. */
const TELLING = 10

/** A table, the slowest first; what misses its aim is marked, and what was answered with an error is said. */
export function reportOf(sizes: readonly number[], measured: readonly Figures[]): string {
  const largest = measured.at(-1)!
  const lines = [...largest.keys()].map((name) => {
    const each = measured.map((figures) => figures.get(name)!)
    const [first, last] = [part(each[0]!.took, 0.5), part(each.at(-1)!.took, 0.5)]
    const growth = Math.max(last, TELLING) / Math.max(first, TELLING)
    const longer = part(each.at(-1)!.lengths, 0.5) / part(each[0]!.lengths, 0.5)
    const odd = [...each.at(-1)!.statuses].filter((status) => status >= 400)
    const faults = [
      ...(part(each.at(-1)!.took, 0.95) > MOST ? ['SLOW'] : []),
      ...(growth > MOST_GROWTH * Math.max(longer, 1) ? ['GROWS'] : []),
      ...(odd.length > 0 ? [`answered ${odd.join(', ')}`] : []),
    ]
    return { name, each, growth, longer, faults, last }
  })
  const right = lines.filter(({ faults }) => faults.length === 0).length
  return [
    `Milliseconds for a page, p50 and p95, at ${sizes.join(' and ')} casefiles; to reach: ${MOST} at the largest, and ${MOST_GROWTH} times the smallest`,
    ...lines
      .sort((a, b) => b.last - a.last)
      .map(({ name, each, growth, longer, faults }) =>
        `  ${name.padEnd(52)}${each.map(({ took }) => `${rounded(part(took, 0.5))} ${rounded(part(took, 0.95))}`).join('   ')}   ×${growth.toFixed(1)}${longer > MOST_GROWTH ? ` (the answer ×${longer.toFixed(1)})` : ''}  ${faults.join(' ')}`.trimEnd(),
      ),
    `${right} of ${lines.length} pages as they should be`,
    JSON.stringify({
      sizes,
      pages: lines.map(({ name, each, growth, longer, faults }) => ({
        name,
        p50: each.map(({ took }) => Number(part(took, 0.5).toFixed(1))),
        p95: each.map(({ took }) => Number(part(took, 0.95).toFixed(1))),
        growth: Number(growth.toFixed(2)),
        longer: Number(longer.toFixed(2)),
        faults,
      })),
    }),
    '',
  ].join('\n')
}

function part(took: readonly number[], of: number): number {
  const sorted = [...took].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * of))]!
}

const rounded = (milliseconds: number) => milliseconds.toFixed(0).padStart(6)
