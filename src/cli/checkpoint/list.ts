import type { Card } from '../../../models/checkpoints/card.ts';
import { type CatalogueEntry, catalogue, sizeOfEntry } from '../../../models/checkpoints/catalogue.ts';
import { readShipped, shippedNames } from '../shipped.ts';

/** Checkpoints of a network, or of all: those that ship with the project, and those that others publish. */
export interface Listed {
  readonly shipped: readonly Card[];
  readonly published: readonly CatalogueEntry[];
}

export function checkpointsOf(network: string | undefined): Listed {
  const wanted = (each: { readonly network: string }) => network === undefined || each.network === network;
  return {
    shipped: shippedNames()
      .map((id) => readShipped(id).card)
      .filter(wanted),
    published: catalogue.filter(wanted),
  };
}

const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;

/** What a card or an entry of the catalogue tells of how good its weights are. */
type Told = Partial<Pick<Card, 'measured' | 'measuredPixels' | 'measuredNames'>> & {
  readonly accuracy: { readonly top1?: number; readonly averagePrecision?: number } | null;
};

/** What was measured on the test partition: by this project where it trained the network, or as published. */
function accuracyOf({ measured, measuredPixels, measuredNames, accuracy }: Told): string {
  const own = <Row extends { readonly partition: string; readonly artist: string | null }>(
    rows: readonly Row[] = [],
  ) => rows.find(({ partition, artist }) => partition === 'test' && artist === null);
  const [ap, miou, right] = [own(measured)?.ap, own(measuredPixels)?.miou, own(measuredNames)?.right];
  if (ap != null) return `AP ${ap.toFixed(3)}, measured`;
  if (miou !== undefined) return `mIoU ${miou.toFixed(3)}, measured`;
  if (right !== undefined) return `${(100 * right).toFixed(1)} % named right, measured`;
  const { top1, averagePrecision } = accuracy ?? {};
  if (top1 !== undefined) return `top-1 ${top1} %`;
  return averagePrecision === undefined ? 'not stated' : `AP ${averagePrecision}`;
}

/** The rows of a table, its head first. */
export function checkpointRows({ shipped, published }: Listed): string[][] {
  return [
    ['id', 'network', 'where', 'size', 'accuracy', 'licence'],
    ...shipped.map((card) => [
      ...[card.id, card.network, 'here', megabytes(card.weights.bytes)],
      ...[accuracyOf(card), card.licence],
    ]),
    ...published.map((entry) => {
      const { bytes, exact } = sizeOfEntry(entry);
      return [
        ...[entry.id, entry.network, 'published', `${exact ? '' : 'about '}${megabytes(bytes)}`],
        ...[accuracyOf(entry), entry.licence ?? 'not stated'],
      ];
    }),
  ];
}
