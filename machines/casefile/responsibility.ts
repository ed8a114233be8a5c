import { z } from 'zod'
import { type Directorate, inPlainWords, type PostId } from '../kernel/authority.ts'
import { directorate } from '../kernel/offices.ts'
import { rulesAbout } from '../kernel/rule.ts'
import { act, saying, words } from '../kernel/words.ts'
import { aLineManagerOrAbove, byTheCaseworker } from './authority.ts'
import { flagNames, type Stage, stage } from './facts.ts'
import { gradedPost, post } from './post.ts'
import { attemptUnderWay, type Casefile } from './record.ts'

const why = words('Why')

/** Whose the casefile is, how far it has come, and who may see it (setting ac). */
export const responsibilityEvents = {
  ASSIGN: act(
    'ASSIGN',
    { post: gradedPost('The post that takes the casefile'), why: why.optional() },
    { title: 'Assign the casefile', done: 'assigned the casefile', handsOn: true },
  ),
  TRANSFER_DIRECTORATE: act(
    'TRANSFER_DIRECTORATE',
    {
      directorate: directorate.meta({ label: 'The directorate that takes the casefile' }),
      post: gradedPost('The post there that takes it, if agreed').optional(),
      why,
    },
    {
      title: 'Transfer to another directorate',
      done: 'transferred the casefile to another directorate',
      handsOn: true,
      beforehand: 'The casefile leaves this directorate and its worklists. What is open in it is for the other directorate from then on.',
    },
  ),
  CHANGE_STAGE: act(
    'CHANGE_STAGE',
    { stage: stage.meta({ label: 'Stage' }), why: why.optional() },
    { title: 'Change the stage', done: 'changed the stage' },
  ),
  SET_FLAG: act(
    'SET_FLAG',
    {
      flag: saying(z.enum(flagNames), { clinicalMatters: 'Clinical matters', highRisk: 'High risk', complex: 'Complex' }).meta({
        label: 'Flag',
      }),
      set: z.boolean().meta({ label: 'Is it so?' }),
      why: why.optional(),
    },
    { title: 'Set or clear a flag', done: 'set or cleared a flag' },
  ),
  SEAL: act(
    'SEAL',
    {
      posts: z.array(post('A post')).min(1, 'Name at least one post that may see it').max(50).meta({ label: 'The posts that may see it' }),
      why,
    },
    {
      title: 'Seal the casefile',
      done: 'sealed the casefile',
      beforehand:
        'Nobody else sees the casefile any more, not even that it is there. Only a line manager or above who still sees it can unseal it.',
    },
  ),
  UNSEAL: act(
    'UNSEAL',
    { why },
    {
      title: 'Unseal the casefile',
      done: 'unsealed the casefile',
      beforehand: 'Everybody who holds a post sees the casefile again. It can be sealed again, but what was read stays read.',
    },
  ),
}

const { must } = rulesAbout<Casefile>()
const sayStage: Readonly<Record<Stage, string>> = {
  preliminary: 'preliminary assessment',
  furtherAssessment: 'further assessment',
  investigation: 'investigation',
}

export const responsibilityRules = {
  byTheCaseworker: must('I16', { who: byTheCaseworker }),
  byALineManagerOrAbove: must('I16', { who: aLineManagerOrAbove }),
  toAnotherPost: must<{ post: PostId }>('I16', {
    field: 'post',
    because: 'The casefile is with this post already',
    holds: ({ casefile }, event) => casefile.caseworker !== event.post,
  }),
  toAnotherDirectorate: must<{ directorate: Directorate }>('I16', {
    field: 'directorate',
    because: (_record, { directorate }) => `The casefile belongs to ${inPlainWords(directorate)} already`,
    always: 'The casefile belongs to that directorate already',
    holds: ({ casefile }, { directorate }) => casefile.directorate !== directorate,
  }),
  toAnotherStage: must<{ stage: Stage }>('I16', {
    field: 'stage',
    because: (_record, { stage }) => `The casefile is at ${sayStage[stage]} already`,
    always: 'The casefile is at that stage already',
    holds: ({ casefile }, { stage }) => casefile.stage !== stage,
  }),
  /** An attempt goes on only while the casefile is at assessment. */
  noAttemptInTheWay: must<{ stage: Stage }>('I1', {
    field: 'stage',
    because: 'An attempt at an intervention is under way: propose the investigation there, or decide the attempt, first',
    holds: (record, { stage }) => stage !== 'investigation' || !attemptUnderWay(record),
  }),
  isSealed: must('I16', { because: 'The casefile is not sealed', holds: ({ sealed }) => sealed !== undefined }),
}
