/** The id of a state in the chart: `compliance.open.escalation.stage1`. */
export type StateId = string
/** The id of an arrow of the picture: see `Picture.arrows`. */
export type ArrowId = string

/** One thing said below a state's name: "3 overdue". With a `count`, its number stands in an element of its own that live.js finds by it. */
export interface Words {
  readonly text: string
  /** `compliance.open:overdue` */
  readonly count?: string
  /** Has its place, and is not to be seen: its number is none, and may become one while the picture is looked at. */
  readonly unseen?: boolean
  /** The list of as many, where the state leads to another. */
  readonly href?: string
  /** Said where there is room for it beside the rest, and else in the title alone. */
  readonly spare?: true
}

/** How something stands out: always by a border, a shape and a word together, so that no colour is needed. */
export type StateMark = 'here' | 'visited' | 'next' | 'changed'
export type ArrowMark = 'taken' | 'next' | 'waiting'

export interface Badge {
  readonly shape: 'circle' | 'triangle' | 'diamond' | 'square'
  /** Short: a number, a sign. */
  readonly text: string
  /** What it means, for those who point at it or hear it. */
  readonly says: string
  /** Has its place, and is not to be seen yet. */
  readonly unseen?: boolean
  /** The list of what it tells of. */
  readonly href?: string
}

/** Something of a state that calls for somebody to look after it: of how many, in a shape of its own. */
export interface Call {
  readonly shape: CallShape
  /** The number. */
  readonly text: string
  /** "12 past the usual 85%" */
  readonly says: string
  /** What the shape means, for the legend: "past the usual 85%". */
  readonly means: string
  readonly href: string
}
export type CallShape = 'diamond' | 'square' | 'cross' | 'envelope' | 'ring'

export interface StateDressing {
  readonly href?: string
  /** Its own picture, which its name leads to. */
  readonly focus?: string
  /** More than there is room for, in the title. */
  readonly says?: string
  /** Room is kept for three; of more, two share a row where they have room for it. */
  readonly lines: readonly Words[]
  readonly heat?: 0 | 1 | 2 | 3
  readonly mark?: StateMark
  readonly badge?: Badge
  /** In the room that the lines leave. */
  readonly calls?: readonly Call[]
  /** Drawn pale: the route does not come here. */
  readonly pale?: true
}

export interface ArrowDressing {
  /** How often it was taken: printed beside the label, and as thickness on a log scale where no `width` is given. */
  readonly times?: number
  readonly width?: number
  readonly mark?: ArrowMark
  /** A date, the number of a step: "3 · 19 Nov 2026". */
  readonly note?: string
  /** More than there is room for, in the title. */
  readonly says?: string
  readonly pale?: true
}

/** What a picture is dressed with: numbers, heat, marks. The picture itself stays as it was laid out: nothing moves. */
export interface Dressing {
  readonly title: string
  readonly description: string
  readonly states: Readonly<Record<StateId, StateDressing>>
  readonly arrows: Readonly<Record<ArrowId, ArrowDressing>>
  /** What the three steps of heat are called: ["some", "many", "most"]. */
  readonly heats?: readonly [string, string, string]
  /** The picture in which a state is that this one does not have. */
  readonly leads?: (state: StateId) => string | undefined
  /** Where the page has the picture more than once. */
  readonly id?: string
}
