/** The service as it ships, for the load of the bench: `ours <database> <data folder> <port>`. */
import { config } from '../../src/config.ts'
import { main } from '../../src/main.ts'
import { portFor } from '../../src/port.ts'
import { serving } from './served.ts'

const [databaseUrl, dataDir, wanted] = process.argv.slice(2)
const read = config({ DATA_DIR: dataDir, DATABASE_URL: databaseUrl, PORT: wanted })
const { port } = await portFor(read)
const running = await main({ ...read, port }, databaseUrl!)
const response = await fetch(`${running.address}/api/v1/demonstration/sign-in`, {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ post: 'caseworker' }),
})
const { token } = (await response.json()) as { token: string }
serving({ address: running.address, token }, () => running.close())
