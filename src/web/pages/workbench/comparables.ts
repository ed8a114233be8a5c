import type { Services } from '../../../services.ts'
import { valuesAt } from '../../forms/typed.ts'
import type { Typed, Visit } from '../../page.ts'
import type { Setting } from '../submit-event/setting.ts'
export async function comparables(_s: Services, _v: Visit, _t: Setting, _typed: Typed) { return { by: '', rows: [] as any[] } }
export async function comparedInWords(_s: Services, _v: Visit, _t: Setting, values: readonly string[]) { return values.join('\n') }
void valuesAt
