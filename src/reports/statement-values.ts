/** The values of a statement, each numbered as it is named in the text. */
export class StatementValues {
  readonly list: unknown[] = []

  /** @returns `$3`, with its type */
  of(value: unknown, type: string): string {
    this.list.push(value)
    return `$${this.list.length}::${type}`
  }
}
