import { join } from 'node:path'
import type { Engine } from '../engine/engine.ts'
import { claimsIn } from '../reports/claims.ts'
import { aboutTests, PROOFS, proofsIn, provedAt, type Register, register } from '../reports/register.ts'
import { projectFolder } from '../version.ts'

export interface RegisterFrom extends Register {
  /** When what the tests proved was last kept; null where they have not been run. */
  readonly testsFrom: string | null
  readonly aboutTests: string
}

const registers = new WeakMap<object, RegisterFrom>()

/** The register of the lifecycles that run here, made once. */
export function registerFor({ definitions }: Engine): RegisterFrom {
  const known = registers.get(definitions)
  if (known) return known
  const proofs = join(projectFolder, PROOFS)
  const testsFrom = provedAt(proofs)
  const made = {
    ...register(Object.values(definitions), proofsIn(proofs), claimsIn(projectFolder)),
    testsFrom,
    aboutTests: aboutTests(testsFrom),
  }
  registers.set(definitions, made)
  return made
}
