/** The views of figures as their addresses carry them. The figures’ schemas stand behind it, of which the exercises know nothing. */
export interface FigureViews {
  /** The view that a fragment says of a figure, moved to the nearest that the figure can show; null where it says none that can be read. */
  readonly read: (figure: string, fragment: string) => object | null;
  /** The fragment of the figure’s first view with some values changed. Throws for a figure that it does not know. */
  readonly write: (figure: string, values: object) => string;
}
