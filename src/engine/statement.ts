/**
 * The rows of one kind that a statement takes: the names of their columns and the types PostgreSQL is told. Of the type `line` are texts
 * without line breaks, long JSON above all: they go as one text, a line each, and nobody has to quote them.
 */
export type Shape = Readonly<Record<string, string>>
export type Shapes = Readonly<Record<string, Shape>>

/**
 * A statement that takes any number of rows of several kinds, each column as one array: always the same text, so that it is prepared once.
 *
 * @example
 * const { rows, values } = takingRows({ asked: { file: 'uuid', key: 'text' } })
 * rows('asked')                       // unnest($1::uuid[], $2::text[]) as asked (file, key)
 * values({ asked: [['1…', 'k']] })    // [['1…'], ['k']]
 */
export function takingRows<S extends Shapes>(shapes: S) {
  const widths = Object.values(shapes).map((shape) => Object.keys(shape).length)
  const firsts = new Map(
    Object.keys(shapes).map((name, index) => [name, 1 + widths.slice(0, index).reduce((sum, width) => sum + width, 0)]),
  )
  const columns = (name: string) => Object.keys(shapes[name]!)
  const array = (place: number, type: string) => (type === 'line' ? `string_to_array($${place}::text, E'\\n', '')` : `$${place}::${type}[]`)
  const arrays = (name: string) =>
    Object.values(shapes[name]!)
      .map((type, index) => array(firsts.get(name)! + index, type))
      .join(', ')
  return {
    /** The rows of this kind, for a `from`. */
    rows: (name: keyof S & string, as: string = name): string => `unnest(${arrays(name)}) as ${as} (${columns(name).join(', ')})`,
    /** The same, each row with its place, from 1, in `place`. */
    numbered: (name: keyof S & string, as: string = name): string =>
      `unnest(${arrays(name)}) with ordinality as ${as} (${[...columns(name), 'place'].join(', ')})`,
    /** One column of these rows, as the array it comes in. */
    column: (name: keyof S & string, column: string): string =>
      array(firsts.get(name)! + columns(name).indexOf(column), shapes[name]![column]!),
    values: (given: { readonly [K in keyof S]: readonly (readonly unknown[])[] }): (unknown[] | string)[] =>
      Object.entries(shapes).flatMap(([name, shape]) => turned(given[name]!, Object.values(shape))),
  }
}

function turned(rows: readonly (readonly unknown[])[], types: readonly string[]): (unknown[] | string)[] {
  const columns: unknown[][] = types.map(() => [])
  for (const row of rows) for (let column = 0; column < types.length; column++) columns[column]!.push(row[column] ?? null)
  return columns.map((column, index) => (types[index] === 'line' ? column.join('\n') : column))
}
