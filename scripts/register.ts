import { mkdirSync, writeFileSync } from 'node:fs'
import { definitions } from '../machines/index.ts'
import { claimsIn } from '../src/reports/claims.ts'
import { gapsOf, PROOFS, proofsIn, register } from '../src/reports/register.ts'
import { registerPage } from '../src/reports/register-page.ts'

// Writes the register as a page, from the machines and from what the tests proved when they last ran. Fails on a gap.
const PAGE = 'build/register.html'

const proofs = proofsIn(PROOFS)
const shown = register(Object.values(definitions), proofs, claimsIn('.'))
const gaps = gapsOf(shown)

mkdirSync('build', { recursive: true })
writeFileSync(PAGE, registerPage(shown, gaps))

const counts = [`${shown.paragraphs.length} paragraphs`, `${proofs.length} proofs`, `${gaps.length} gaps`]
process.stdout.write(`${PAGE}: ${counts.join(', ')}\n`)
if (proofs.length === 0) process.stdout.write('No test has proved anything here yet: run npm test first.\n')
process.stdout.write(gaps.map((gap) => `  ${gap}\n`).join(''))
process.exitCode = gaps.length > 0 ? 1 : 0
