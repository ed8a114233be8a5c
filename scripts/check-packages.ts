interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>
  readonly devDependencies?: Readonly<Record<string, string>>
  readonly allowScripts?: Readonly<Record<string, boolean>>
}

interface Lockfile {
  readonly packages: Readonly<
    Record<
      string,
      {
        resolved?: string
        integrity?: string
        link?: boolean
        optional?: boolean
        os?: readonly string[]
        hasInstallScript?: boolean
        optionalDependencies?: object
      }
    >
  >
}

/** What is wrong with the packages the project names: each fault one sentence with its repair. */
export function packageFaults(manifestText: string, lockfileText: string): string[] {
  const manifest: Manifest = JSON.parse(manifestText)
  const locked = Object.entries((JSON.parse(lockfileText) as Lockfile).packages).filter(([path]) => path !== '')
  return [...loose(manifest), ...hosted(locked), ...unsealed(locked), ...dropped(locked), ...undecided(manifest, locked)]
}

type Locked = readonly (readonly [string, Lockfile['packages'][string]])[]

/** A range would let two people run different code from the same commit. */
const loose = ({ dependencies, devDependencies }: Manifest) =>
  Object.entries({ ...dependencies, ...devDependencies })
    .filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))
    .map(([name, version]) => `package.json asks for ${name} "${version}": name one version exactly.`)

/** A host would send whoever installs to a registry of ours instead of their own. */
const hosted = (locked: Locked) =>
  locked
    .filter(([, { resolved }]) => resolved !== undefined)
    .map(([path]) => `package-lock.json names the host of ${path}: write it again with omit-lockfile-registry-resolved (see .npmrc).`)

/** Except programs of other platforms that the registry this was written from did not hold: npm fills them in where they are used. */
const unsealed = (locked: Locked) =>
  locked
    .filter(([, { integrity, link, optional, os }]) => integrity === undefined && !link && !(optional && os))
    .map(([path]) => `package-lock.json has no digest of ${path}: write it again.`)

/** npm leaves out of a lockfile what its registry does not hold, and then refuses with `npm ci` what it has written itself. */
function dropped(locked: Locked): string[] {
  const names = new Set(locked.map(([path]) => nameOf(path)))
  return locked.flatMap(([path, { optionalDependencies }]) =>
    Object.keys(optionalDependencies ?? {})
      .filter((name) => !names.has(name))
      .map((name) => `package-lock.json lacks ${name}, which ${nameOf(path)} may use elsewhere: npm ci will refuse it.`),
  )
}

/** npm runs the install script of a package only where we said so. */
const undecided = ({ allowScripts }: Manifest, locked: Locked) =>
  locked
    .filter(([path, { hasInstallScript }]) => hasInstallScript && allowScripts?.[nameOf(path)] === undefined)
    .map(([path]) => `${nameOf(path)} has an install script: decide about it in allowScripts of package.json.`)

const nameOf = (path: string) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)
