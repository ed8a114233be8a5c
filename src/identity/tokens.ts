import { createRemoteJWKSet, errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify, SignJWT } from 'jose'
import type { PersonId } from '../../machines/kernel/authority.ts'

/** Who a bearer token speaks for. What that person may do is never read from it, but from the posts held at the moment of acting. */
export interface Tokens {
  /** Nobody, where the token is not valid now. */
  personOf(token: string): Promise<PersonId | undefined>
}

export interface DemonstrationTokens extends Tokens {
  tokenFor(person: PersonId): Promise<string>
}

const DEMONSTRATION = { issuer: 'redress demonstration', audience: 'redress' }
const DEMONSTRATION_HOURS = 24 * 30

/** Tokens of our own making, for choosing a post in the demonstration. */
export const demonstrationTokens = (secret: Uint8Array): DemonstrationTokens => ({
  tokenFor: (person) =>
    new SignJWT({})
      .setProtectedHeader({ alg: 'HS256' })
      .setSubject(person)
      .setIssuer(DEMONSTRATION.issuer)
      .setAudience(DEMONSTRATION.audience)
      .setIssuedAt()
      .setExpirationTime(`${DEMONSTRATION_HOURS}h`)
      .sign(secret),
  personOf: async (token) => (await subjectIn(() => jwtVerify(token, secret, { ...DEMONSTRATION, algorithms: ['HS256'] })))?.sub,
})

const REMEMBERED_MS = 30_000
const MOST_REMEMBERED = 5_000

/** Asks about the same token once in half a minute: a signature costs more than all else in reading a request. */
export function remembering(tokens: Tokens, now: () => number = () => performance.now()): Tokens {
  const known = new Map<string, { person: PersonId; until: number }>()
  return {
    personOf: async (token) => {
      const before = known.get(token)
      if (before && before.until > now()) return before.person
      known.delete(token)
      const person = await tokens.personOf(token)
      if (person === undefined) return undefined
      if (known.size >= MOST_REMEMBERED) known.clear()
      known.set(token, { person, until: now() + REMEMBERED_MS })
      return person
    },
  }
}

export interface Issuer {
  readonly issuer: string
  readonly audience: string
}

/** Signatures that need the issuer's own key; with HS256 its public key would do as the secret. */
const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'EdDSA']
const CLOCKS_DIFFER_S = 5

/**
 * Tokens of an OpenID Connect provider, checked against the keys it publishes.
 *
 * @param personWith who the provider's subject is among our people: identity is issuer and subject together
 */
export function issuedTokens(trusted: Issuer, personWith: (issuer: string, subject: string) => Promise<PersonId | undefined>): Tokens {
  let keys: JWTVerifyGetKey | undefined
  return {
    personOf: async (token) => {
      keys ??= createRemoteJWKSet(await keysAddress(trusted.issuer))
      const trustedKeys = keys
      const payload = await subjectIn(() =>
        jwtVerify(token, trustedKeys, {
          ...trusted,
          algorithms: ALGORITHMS,
          clockTolerance: CLOCKS_DIFFER_S,
          requiredClaims: ['sub', 'exp'],
        }),
      )
      return payload?.sub && personWith(trusted.issuer, payload.sub)
    },
  }
}

/** The provider cannot be reached, so nobody knows whether a token is good. */
export class IssuerAway extends Error {
  override readonly name = 'IssuerAway'
  readonly code = 'issuer-away'
}

const WAIT_MS = 5_000

async function keysAddress(issuer: string): Promise<URL> {
  try {
    const answer = await fetch(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, { signal: AbortSignal.timeout(WAIT_MS) })
    const { issuer: said, jwks_uri: keys } = (await answer.json()) as { issuer?: string; jwks_uri?: string }
    if (said !== issuer || !keys) throw new Error('It names another issuer, or no keys')
    return new URL(keys)
  } catch (cause) {
    throw new IssuerAway('The identity provider does not answer as it should', { cause })
  }
}

/** A token that is not good is nobody's; that the keys cannot be had is another matter. */
async function subjectIn(verified: () => Promise<{ payload: JWTPayload }>): Promise<JWTPayload | undefined> {
  try {
    return (await verified()).payload
  } catch (error) {
    if (isOfTheToken(error)) return undefined
    throw new IssuerAway("The identity provider's keys cannot be had", { cause: error })
  }
}

const isOfTheToken = (error: unknown) =>
  error instanceof errors.JOSEError &&
  !(error instanceof errors.JWKSTimeout) &&
  !(error instanceof errors.JWKSInvalid) &&
  error.code !== 'ERR_JOSE_GENERIC'
