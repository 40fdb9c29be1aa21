import type { Card } from '../../../models/checkpoints/card.ts';
import { titleOf } from '../../../models/families/index.ts';
import type { Graph } from '../../../models/graph/graph.ts';
import { fold, type Weights } from '../../../models/operators/fold.ts';
import { shortOfStudy } from '../../../models/study/titles.ts';
import type { RunRecord } from '../../../models/study-run.ts';
import type { Normalization } from '../pictures/normalize.ts';
import type { CheckpointDescription } from '../protocol/description.ts';
import { EngineError } from '../protocol/error.ts';
import { graphOfCard, normalizationOfCard, openCheckpoint, regionOfCard } from './open.ts';
import { ownSite } from './own-site.ts';
import { Queue } from './queue.ts';
import { checkTask, type ReadOptions } from './read.ts';
import { fetchFiles } from './store/fetch-files.ts';

/** A card and where its weights lie. */
export interface Found {
  readonly card: Card;
  readonly url: string;
}

/** A checkpoint in memory. */
export interface Volume {
  readonly card: Card;
  readonly weights: Weights;
  readonly normalization: Normalization;
  readonly checkpoint: CheckpointDescription;
  /**
   * The inference graph for the card's picture size, or another one; `part`: of a region.
   * @throws EngineError where the checkpoint has no such part.
   */
  graph(size?: readonly [height: number, width: number], part?: 'region'): Graph;
}

function describe({ weights, ...card }: Card): CheckpointDescription {
  const { id, title, task, licence, network, classes, labels, input, standsOn, study } = card;
  const { bytes, sha256 } = weights;
  const names =
    study === undefined ? titleOf(network) : { long: title, short: shortOfStudy(title), listed: false };
  const about = { id, title, task, licence, network, names, classes, labels, input };
  const record = study?.record as RunRecord | undefined;
  const described = { ...about, bytes, sha256, ...(record && { study: record }) };
  return standsOn === undefined ? described : { ...described, standsOn };
}

/**
 * The checkpoints that were read, each once: those that stand on one hold its arrays themselves, and with them its tensors on the
 * device. A checkpoint stays in memory until the worker ends.
 */
export class Library {
  readonly #find: (id: string) => Found | undefined;
  readonly #volumes = new Map<string, Volume>();
  /** Two loads that need the same file wait for each other, so that it comes once. */
  readonly #queue = new Queue();

  constructor(find: (id: string) => Found | undefined) {
    this.#find = find;
  }

  /** Downloads and reads a checkpoint and what it stands on, as far as they are not here. */
  async open(id: string, options: ReadOptions): Promise<Volume> {
    checkTask(this.#found(id).card, options.task);
    return this.#volumes.get(id) ?? this.#queue.add(() => this.#fetch(id, options), options.signal);
  }

  async #fetch(id: string, { signal, onProgress }: ReadOptions): Promise<Volume> {
    const wanted = this.#chain(id).filter(({ card }) => !this.#volumes.has(card.id));
    const total = wanted.reduce((sum, { card }) => sum + card.weights.bytes, 0);
    let before = 0;
    let cached = true;
    for (const { card, url } of wanted) {
      const { bytes, sha256 } = card.weights;
      const start = before;
      const place = { shelf: 'site', id: card.id } as const;
      const [data] = await fetchFiles(
        { place, files: [{ url, bytes, sha256 }], sender: ownSite(card.title) },
        {
          keep: true,
          signal,
          onProgress: (progress) => {
            if (progress.phase !== 'downloading') return;
            cached &&= progress.cached;
            onProgress({ phase: 'downloading', loaded: start + progress.loaded, total, cached });
          },
        },
      );
      before += bytes;
      this.#volumes.set(card.id, this.#read(card, data!));
    }
    const volume = this.#volumes.get(id);
    if (volume === undefined) throw new EngineError({ code: 'checkpoint', what: 'unread', id });
    return volume;
  }

  #found(id: string): Found {
    const found = this.#find(id);
    if (found === undefined) throw new EngineError({ code: 'checkpoint', what: 'unknown', id });
    return found;
  }

  /** The checkpoint and what it stands on, the lowest first. */
  #chain(id: string): Found[] {
    const chain: Found[] = [];
    for (let next: string | undefined = id; next !== undefined; next = chain[0]?.card.standsOn) {
      const found = this.#found(next);
      if (chain.includes(found))
        throw new EngineError({ code: 'checkpoint', what: 'standsOnItself', id: next });
      chain.unshift(found);
    }
    return chain;
  }

  #read(card: Card, data: Uint8Array): Volume {
    const base = card.standsOn === undefined ? undefined : this.#volumes.get(card.standsOn)?.weights;
    const { graph: own, weights } = openCheckpoint(card, data, base);
    return {
      card,
      weights,
      normalization: normalizationOfCard(card),
      checkpoint: describe(card),
      graph: (size, part) => {
        if (part === 'region') return fold(regionOfCard(card, size));
        return size === undefined ? own : fold(graphOfCard(card, size));
      },
    };
  }
}
