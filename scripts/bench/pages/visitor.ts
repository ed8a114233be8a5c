/** Somebody signed in on the pages, as a browser would be: what is asked for goes over the one connection that stays open. */
export interface Visitor {
  readonly post: string
  /** Milliseconds from asking to the last byte, and what came. */
  visit(path: string): Promise<Visited>
}

export interface Visited {
  readonly status: number
  readonly took: number
  readonly html: string
}

/** @throws where the demonstration does not let the post in */
export async function visitorAs(address: string, post: string): Promise<Visitor> {
  const first = await fetch(`${address}/sign-in`)
  const [, token] = /name="_csrf" value="([^"]+)"/.exec(await first.text()) ?? []
  const signedIn = await fetch(`${address}/sign-in`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: cookieOf(first)! },
    body: new URLSearchParams({ _csrf: token ?? '', post }),
  })
  const cookie = cookieOf(signedIn)
  if (signedIn.status !== 303 || cookie === undefined) throw new Error(`${post} could not sign in: ${signedIn.status}`)
  return {
    post,
    visit: async (path) => {
      const begun = performance.now()
      const response = await fetch(`${address}${path}`, { headers: { cookie }, redirect: 'manual' })
      const html = await response.text()
      return { status: response.status, took: performance.now() - begun, html }
    },
  }
}

const cookieOf = (response: Response) => response.headers.getSetCookie().at(-1)?.split(';')[0]
