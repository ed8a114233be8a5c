import type { Instance, Taken } from './office.ts'
import { closely } from './passages.ts'
import type { Scene } from './timeline.ts'

/** What is done to secure one remedy, each by whom the guidance says; `by` names another of those who may. */

export async function receivesEvidence(scene: Scene, item: Instance, what: string, more: object = {}, by = 'assessmentOutcomesOfficer') {
  return (await scene.office.as(by)).does(item, 'EVIDENCE_RECEIVED', { what, from: 'The organisation', ...more })
}

export async function judges(
  scene: Scene,
  item: Instance,
  judgement: string,
  why: string,
  { by = 'assessmentOutcomesOfficer', ...more }: { by?: string; [field: string]: unknown } = {},
): Promise<Taken> {
  return (await scene.office.as(by)).does(item, 'JUDGE_EVIDENCE', { ...closely, judgement, why, ...more })
}

export async function startsEscalation(scene: Scene, item: Instance, reason: string, why: string, by = 'assessmentOutcomesOfficer') {
  return (await scene.office.as(by)).does(item, 'START_ESCALATION', { reason, why })
}

/** The first letter is the monitor's, the second a deputy director's, a further one is agreed at stage 3; a reply is due in ten days. */
export async function writes(scene: Scene, item: Instance, stage: 1 | 2 | 'further', concern: string, by?: string) {
  const colleague = await scene.office.as(by ?? (stage === 1 ? 'assessmentOutcomesOfficer' : 'deputyDirector'))
  const type = stage === 'further' ? 'ISSUE_FURTHER_LETTER' : `ISSUE_STAGE_${stage}_LETTER`
  return colleague.does(item, type, { replyBy: scene.day(10), concern, ...(stage === 1 && { asks: 'explanationAndResponse' }) })
}

export async function judgesReply(
  scene: Scene,
  item: Instance,
  reply: { satisfactory: boolean; why: string; until?: string },
  by = 'assessmentOutcomesOfficer',
) {
  return (await scene.office.as(by)).does(item, 'JUDGE_REPLY', reply)
}

/** Two people's two acts: a deputy director proposes, and the director agrees. */
export async function confers(scene: Scene, item: Instance, step: object, agreeing: object = {}): Promise<Taken> {
  await (await scene.office.as('deputyDirector')).does(item, 'PROPOSE_STEP', step)
  return (await scene.office.as('director')).does(item, 'AGREE_STEP', agreeing)
}
