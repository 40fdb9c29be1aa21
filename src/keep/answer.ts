import { asked, type KeptList, storedAddress } from './list.ts';

/** What a request of a page of the site is answered from. */
export interface Sources {
  readonly root: string;
  /** What is kept; undefined where nothing is any more. */
  readonly list: KeptList | undefined;
  /** What is stored under an address; with `ofAnyVersion`, whatever of it is. */
  stored(address: string, ofAnyVersion?: boolean): Promise<Response | undefined>;
  network(): Promise<Response>;
}

/** What of a request is looked at. */
export type Asking = Pick<Request, 'url' | 'method' | 'mode'>;

/**
 * Answers a page of the site from what is kept, whether or not its server could be asked: a page and all that it loads are of one build.
 * What is not kept, or was lost by the browser, is the server's to answer. Rejects where it cannot.
 */
export async function answer(request: Asking, sources: Sources): Promise<Response> {
  const { root, list, stored, network } = sources;
  if (list === undefined) return network();
  const wanted = asked(request.url, root, list);
  switch (wanted.is) {
    case 'file':
      return withoutBody(request, (await stored(wanted.stored)) ?? (await network()));
    case 'moved':
      return Response.redirect(wanted.to, 308);
    case 'other-version':
      return withoutBody(request, (await stored(request.url, true)) ?? (await network()));
    case 'missing':
      try {
        return await network();
      } catch (error) {
        const [sha256 = ''] = list.files['404.html'] ?? [];
        const page = request.mode === 'navigate' && (await stored(storedAddress(root, '404.html', sha256)));
        if (!page) throw error;
        return new Response(page.body, { status: 404, headers: page.headers });
      }
  }
}

/** Who asks for the head of a file gets no more than that. */
function withoutBody({ method }: Asking, response: Response): Response {
  const { status, headers } = response;
  return method === 'HEAD' ? new Response(null, { status, headers }) : response;
}
