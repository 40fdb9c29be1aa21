import type { Library } from './snippet.ts';

/** The libraries in which snippets were run, and for how many networks (`test/snippets/proved.json`, which a test holds this against). */
export const provedWith: Readonly<Record<Library, { readonly version: string; readonly networks: number }>> =
  {
    timm: { version: '1.0.31', networks: 69 },
    torchvision: { version: '0.29.2', networks: 64 },
    keras: { version: '3.15.1', networks: 34 },
    effdet: { version: '0.4.1', networks: 21 },
  };
