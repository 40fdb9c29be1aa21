// What a reader is told of a copy of the site that lies on a device as files.

/** What serves a folder on nearly every machine, and where the site then is. */
export const serving = { command: 'python3 -m http.server', address: 'http://localhost:8000' } as const;

/** On top of a page that was opened as a file: what works there, and what serves it. `code` marks what is typed. */
export const openedAsFile = (code: (text: string) => string): string =>
  'This page was opened as a file: its text, drawings and links work, but browsers let nothing compute there. To run the figures and ' +
  `lessons, open a terminal in the folder that holds START-HERE.txt, type ${code(serving.command)} and go to ${code(serving.address)}.`;

/** START-HERE.txt, beside the pages. */
export const startHere = (version: string): string => `Phiscope ${version}

1. Unpack the whole zip first. Pages opened inside it find neither their style nor each other.

2. To read and print: open index.html. Text, drawings and links work; nothing needs to be installed.

3. To run the figures and lessons, the folder has to be served, because browsers let no page that is
   a file compute. Open a terminal in this folder and type

       ${serving.command}

   (on Windows: py -m http.server), then go to

       ${serving.address}

   Any other web server will do as well: there is nothing to set up, no program runs on it, and the folder
   works under any address. Those that read a file called _headers find one here.

Everything is computed in the browser; no request goes to any other machine unless a reader presses
a button that says so. Served like this, or from an address that begins with https, the foot of each page
also offers to keep the site in the browser, for use without a network.
`;
