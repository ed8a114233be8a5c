import type { Need } from '../../shown/needed.ts'
import { below, type Field } from './field.ts'

/** The fields as a form shows them: none is called optional that is refused when it is left empty, and it says where that depends on other answers. */
export const neededIn = (fields: readonly Field[], needs: ReadonlyMap<string, Need> = new Map(), path = ''): readonly Field[] =>
  needs.size === 0 ? fields : fields.map((field) => neededAt(field, needs, below(path, field.key)))

function neededAt(field: Field, needs: ReadonlyMap<string, Need>, path: string): Field {
  const need = field.optional ? needs.get(path) : undefined
  const inner = field.kind === 'group' ? { ...field, fields: neededIn(field.fields, needs, path) } : field
  // What is shown only where another answer asks for it is not asked for otherwise.
  if (need === 'always' || (need === 'sometimes' && field.onlyWhere)) return { ...inner, optional: false }
  return need === 'sometimes' ? { ...inner, unless: true } : inner
}
