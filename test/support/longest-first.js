import { statSync } from 'node:fs'

const longest = ['browser/every-page', 'examples/demonstration']

/** The files that take minutes begin first, so that nobody waits for them alone at the end; then the largest. */
export default class LongestFirst {
  sort(tests) {
    const rank = ({ path }) => (longest.some((name) => path.includes(name)) ? Number.MAX_SAFE_INTEGER : statSync(path).size)
    return [...tests].sort((a, b) => rank(b) - rank(a))
  }
  cacheResults() {}
  allFailedTests(tests) {
    return tests
  }
  shard(tests) {
    return tests
  }
}
