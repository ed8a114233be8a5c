import { statSync } from 'node:fs'

const longest = ['browser/every-page', 'examples/demonstration', 'model/', 'random/', 'ground/start']

/** The files that take minutes begin first, so that nobody waits for them alone at the end; then the largest. */
export default class LongestFirst {
  sort(tests) {
    const place = ({ path }) => {
      const known = longest.findIndex((name) => path.includes(`/test/${name}`))
      return known < 0 ? longest.length : known
    }
    const size = ({ path }) => statSync(path).size
    return [...tests].sort((a, b) => place(a) - place(b) || size(b) - size(a))
  }
  cacheResults() {}
  allFailedTests(tests) {
    return tests
  }
  shard(tests) {
    return tests
  }
}
