/** One probability and one logit a class, [1, 1, classes]. */
export interface ClassesAnswer {
  readonly kind: 'classes';
  /** Names of outputs. */
  readonly logits: string;
  readonly probabilities: string;
}

/** Boxes around anchors: a map of class logits and one of regressions at each level, finest first. */
export interface BoxesAnswer {
  readonly kind: 'boxes';
  readonly levels: readonly {
    /** A cell stands for 2^level pixels. */
    readonly level: number;
    /** Names of outputs: [h, w, anchors · classes] and [h, w, anchors · 4]. */
    readonly logits: string;
    readonly regressions: string;
  }[];
}

/** One node of a cell: what it reads, by the cell's numbering (what enters it first, then its nodes), and what it makes. */
export interface FeatureNode {
  readonly level: number;
  readonly inputs: readonly number[];
  /** Tap of what comes out. */
  readonly tap: string;
  /** Scope of its operators. */
  readonly scope: string;
}

/** The maps of a feature network, which others are computed from. */
export interface FeaturesAnswer {
  readonly kind: 'features';
  /** What enters the first cell, finest first, by tap. */
  readonly entering: readonly { readonly level: number; readonly tap: string }[];
  readonly cells: readonly (readonly FeatureNode[])[];
}

/**
 * Regions of a picture that may hold a thing, proposed at the anchors of each cell of one map, and the map that a second network
 * reads for each of them (ThunderNet, Light-Head R-CNN).
 */
export interface RegionsAnswer {
  readonly kind: 'regions';
  /** Names of outputs: [h, w, anchors · scores], [h, w, anchors · 4] and the map. */
  readonly scores: string;
  readonly boxes: string;
  readonly map: string;
  /** Pixels that a cell stands for. */
  readonly stride: number;
  readonly anchors: number;
  /** Where the anchors of a cell lie; without it regions are not to be had from the outputs. */
  readonly placed?: PlacedAnchors;
}

/** Anchors of the cells of one map. */
export interface PlacedAnchors {
  /** Sides in pixels, in the order of the outputs' channels. */
  readonly sides: readonly (readonly [height: number, width: number])[];
  /** Their common centre in a cell, from its upper left corner: 0, or 0.5 for its middle. Regions are read from the map alike. */
  readonly centre: number;
}

/** What a second network says of one region: a score a class and four numbers a class, or four for all. */
export interface RegionClassesAnswer {
  readonly kind: 'regionClasses';
  /** Names of outputs: [1, 1, classes + 1] and [1, 1, 4 · classes] or [1, 1, 4]. */
  readonly logits: string;
  readonly boxes: string;
  /** Which of the scores is that of no class. */
  readonly background: 'first' | 'last';
}

/** A logit a class for each cell of a map, [h, w, classes]. */
export interface MaskAnswer {
  readonly kind: 'mask';
  /** Name of an output. */
  readonly logits: string;
  /** The paths that meet before it, where the network has several. */
  readonly paths?: readonly MaskPath[];
}

/** One of the paths that meet before an answer: the map that it ends in, by tap, and what it is. */
export type MaskPath = { readonly tap: string } & (
  | { readonly of: 'level'; readonly level: number }
  | { readonly of: 'spatial' | 'context' }
  // Of several backbones: a map of an early stage, or the attended last one.
  | { readonly of: 'early' | 'attended'; readonly backbone: number }
);

/** What outputs or maps of a network mean. */
export type Answer =
  | ClassesAnswer
  | BoxesAnswer
  | FeaturesAnswer
  | RegionsAnswer
  | RegionClassesAnswer
  | MaskAnswer;

export type AnswerKind = Answer['kind'];

/** A network's answer of one kind, where it gives one. */
export function answerOf<K extends AnswerKind>(
  { answers }: { readonly answers: readonly Answer[] },
  kind: K,
): Extract<Answer, { readonly kind: K }> | undefined {
  return answers.find((each): each is Extract<Answer, { readonly kind: K }> => each.kind === kind);
}
