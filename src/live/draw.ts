import type { ChartModel } from '../../machines/kernel/chart.ts'
import { dressed, pictureOf } from './picture.ts'

/**
 * The picture of a lifecycle as it is, without anything that stands in it, as SVG that explains itself to people who cannot see it.
 *
 * @throws ChartNotDrawn
 */
export async function drawChart(model: ChartModel): Promise<string> {
  return dressed(await pictureOf(model), {
    title: `${model.title}: its states and what leads from one to another`,
    description: described(model),
    states: {},
    arrows: {},
  })
}

function described({ title, version, states, arrows }: ChartModel): string {
  const leaves = states.filter(({ type }) => type === 'atomic' || type === 'final')
  const closed = leaves.filter((each) => each.closed).map(({ name }) => name)
  const of = (kind: 'person' | 'clock' | 'message') => arrows.filter((arrow) => arrow.kind === kind).length
  return [
    `${title}, version ${version}: ${leaves.length} states, boxes within boxes.`,
    `${of('person')} things people do (unbroken arrows), ${of('clock')} dates that pass (dashed), ${of('message')} messages heard (dotted).`,
    'What leaves a state where it is is counted within it. A dot on its border shows which state is entered first.',
    ...(closed.length ? [`It is closed in: ${closed.join(', ')}.`] : []),
  ].join(' ')
}
