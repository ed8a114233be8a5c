import type { Definitions } from './kernel/definition.ts'

/** Every lifecycle of the service, by name. */
export const definitions: Definitions = {}
