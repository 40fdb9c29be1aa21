/** What is said while a figure shows one network and another one is asked for, by a link or by the list. */
export function notYetHere(asked: string, shown: string): string {
  return `${asked} is asked for and not loaded yet. Until it runs, all that is shown here is of ${shown}.`;
}
