/**
 * A browser's translator takes text nodes out of the page and sets `<font>` elements in their places. The script that owns such a node
 * goes on writing to it, unseen, and can no longer tell where its part of the page ends. So each node is put back, empty, behind what
 * took its place: the reader sees the translation; what the script writes is shown as soon as it is written; and what it moves or takes
 * away takes the translation along.
 */
export interface TranslatedText {
  /** Puts the original text back everywhere, node for node; what it returns shows the translation again where nothing has changed. */
  undo(): () => void;
}

/** What stands for a text node on the page. */
interface Stand {
  readonly font: Element;
  readonly text: string;
}

/** Watches a part of the page from now on. */
export function keepText(part: Element): TranslatedText {
  const stands = new Map<Text, Stand>();
  const known = new WeakSet<Element>();

  function stand(node: Text, font: Element): void {
    known.add(font);
    stands.set(node, { font, text: node.data });
    node.data = '';
    font.after(node);
  }

  /** A text node that has gone, and the element that a translator set beside it or in its place. */
  function paired({ addedNodes, removedNodes, previousSibling, nextSibling }: MutationRecord): void {
    const [node] = removedNodes;
    if (removedNodes.length !== 1 || !(node instanceof Text) || node.isConnected || node.data === '') return;
    const font = [...addedNodes, previousSibling, nextSibling].find(
      (each): each is Element =>
        each instanceof Element && each.localName === 'font' && each.isConnected && !known.has(each),
    );
    if (font) stand(node, font);
  }

  /** A text node to which its script has written. */
  function written(node: Node, before: string | null): void {
    if (!(node instanceof Text)) return;
    const old = stands.get(node);
    if (old === undefined) return;
    old.font.remove();
    stands.delete(node);
    // It was written to when it had gone and was not back yet.
    if (before !== '') node.data = old.text;
  }

  /** Follows what has become of the nodes and of what stands for them. */
  function tidy(): void {
    for (const [node, { font, text }] of stands) {
      if (!node.isConnected) {
        font.remove();
        stands.delete(node);
      } else if (!font.isConnected) {
        // A translator takes itself back: it sets the node where the translation was.
        if (node.data === '') node.data = text;
        stands.delete(node);
      } else if (font.nextSibling !== node) node.before(font);
    }
  }

  function heard(records: readonly MutationRecord[]): void {
    for (const record of records) {
      if (record.type === 'childList') paired(record);
      else written(record.target, record.oldValue);
    }
    tidy();
    // What was done here is no news.
    observer.takeRecords();
  }

  const observer = new MutationObserver(heard);
  observer.observe(part, { subtree: true, childList: true, characterDataOldValue: true });

  return {
    undo() {
      heard(observer.takeRecords());
      const before = [...stands];
      stands.clear();
      for (const [node, { font, text }] of before) {
        font.remove();
        node.data = text;
      }
      observer.takeRecords();
      return () => {
        heard(observer.takeRecords());
        for (const [node, { font, text }] of before) {
          if (!node.isConnected || node.data !== text || stands.has(node)) continue;
          node.before(font);
          stand(node, font);
        }
        observer.takeRecords();
      };
    },
  };
}
