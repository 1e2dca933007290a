import { basename } from 'node:path';
import type { Seen, Trouble } from '../test/faults/table.mts';
import { inPercent, type Score } from './mutated.mts';

/** Makes docs/reliability.md out of a run of the fault matrix. `npm run reliability` writes it. */

export const RELIABILITY_PAGE = 'docs/reliability.md';

/** How many operations met a trouble, and how many requests they sent at it. */
export interface Tally {
	operations: number;
	requests: number;
}

export function reliabilityPage(troubles: Trouble[], tallies: Map<string, Tally>, scores: Record<string, Score>): string {
	const all = [...tallies.values()];
	const sum = (key: keyof Tally) => all.reduce((total, tally) => total + tally[key], 0).toLocaleString('en-US');
	const refusals = tallies.get('documented refusals')?.operations ?? 0;
	const numbers = `The last run: **${sum('operations')} cells, ${sum('requests')} requests sent or tried**. Of the cells ${refusals} are for the error codes that the documentation has for each endpoint: each is told in Robot's own words with its code and advice, after one request (three where a read fails inside Robot); the code of an empty list is no error.`;
	return `${[HEAD, numbers, TABLE_HEAD + troubles.map((trouble) => line(trouble, tallies)).join('\n'), TESTS, MUTATION_HEAD + Object.entries(scores).map(mutationLine).join('\n'), REST].join('\n\n')}\n`;
}

const line = ({ name, read, other, needed, again }: Trouble, tallies: Map<string, Tally>) =>
	`| ${name} | ${tallies.get(name)?.operations ?? 0} | ${read.requests} | ${other.requests} | ${told(read, other)}${needed ? NEEDED : ''}${again ? `<br>Run again: ${again.requests} requests` : ''} |`;

const mutationLine = ([file, score]: [string, Score]): string =>
	`| \`${file}\` | ${score.all} | ${score.noticed} | ${inPercent(score)} | \`npm run mutation -- ${basename(file)}\` |`;

function told(read: Seen, other: Seen): string {
	const isDoubtful = other.advice?.includes('It is unknown whether') ?? false;
	const words = read.message === other.message ? wordsOf(read) : `${wordsOf(read)}<br>After a change: ${wordsOf(other)}`;
	return isDoubtful ? `${words}<br>After a change: **outcome unknown**, look first` : words;
}

const NEEDED = "<br>After an order, a new password or key, or something new with a name of Robot's: **outcome unknown**, look first";

const wordsOf = ({ message }: Seen): string => message?.replace('{host}', 'Robot').replace('{timeout}', '60') ?? 'Success';

const TABLE_HEAD = '| Trouble | Operations | Requests of a read | Requests of a change | What the user is told |\n| --- | --: | --: | --: | --- |\n';

const HEAD = `# Reliability

Robot restarts, cancels and orders real servers. This page says what the node does when something goes wrong on the way, and how that is tested. Generated from a run of the tests: \`npm run reliability\` writes it, and \`npm test\` fails when it is no longer true.

## What holds

- **A read is sent up to three times** after a cut connection, a timeout, 500, 502, 503, 504 and a reply that cannot be read, with growing pauses.
- **Whatever changes, interrupts, cancels or orders something is sent once.** It is sent again only when it certainly was not carried out: no connection came about, Robot refused it because of a request limit, or, with Wait While Busy, because an earlier change is under way. Otherwise the error says that the outcome is unknown, and to look first.
- **A wrong password is sent once.** Robot blocks an address after three, so the same login is held back for 10 minutes; shorter only where another one was refused before it and a block by that one must be over: then it may be good. A login that is refused for a Storage Box is held back for Storage Boxes only, because Robot may give them up: a wrong one is then sent once more elsewhere, and from then on nowhere.
- **A password that changes at Robot is refused twice at most**, whatever was accepted before, in every order of replies, unless it changes in the middle of a burst (see [below](#what-it-cannot-protect-from)) (\`test/faults/logins.test.mts\`). One request at a time finds out whether a login is good; for a minute after it was accepted two may be under way, and each accepted reply lets one more, up to twenty. Where all replies are there and nobody waits, or none was accepted for two seconds, that begins anew. Why twenty: 200 reads whose replies come together are through after 14 of them (1, 2, 4, 8, 16, then 20 each time); ten from the start would take 20 ([benchmarks.md](benchmarks.md#reads-that-take-50-ms)). All at once, as n8n's HTTP Request node sends them, a changed password would be refused by each of them. A third slow change that several executions send at once waits for the reply to one of two.
- **Three refused logins hold everything back.** Whatever this n8n process sees refused at a host within 10 minutes counts, whosever the login; then nothing is sent there until 10 minutes after the third, and the error says since when and until when. A login that is refused meanwhile is tried again after that.
- **A 403 without Robot's words is no proof against a login** that was accepted within the last 10 minutes. Against any other it may be one: the account's other requests are held back. Right after a limit it is waited for like the limit where something is read.
- **No status says that a change was not carried out** unless Robot's own words come with it: a proxy or a firewall may have put it in the place of Robot's reply. Except for a login that is wanted (401, and a proxy's 407) and requests that nobody takes on (411, 413, 414, 431).
- **Passwords are masked** in whatever Robot or a proxy repeats, also as addresses, forms, JSON, HTML and base64 spell them. Only a password of the login that has less than 8 characters and is an ordinary word or number stays where it stands alone: masking it would garble sentences and tell which word it is.
- **Request limits are kept.** Up to 60 seconds are waited for, all refusals of one request together; what takes longer stops with a message, or is waited for where the option allows it. Where something is read, HTTP 429 and 503 are waited for by their \`Retry-After\`, up to a minute.
- **Who did not let the request through is told**: a proxy, a certificate, n8n's own egress filter. What will not pass by itself is not repeated, and what certainly was not sent is never called unknown (\`test/engine/between.test.mts\`; in the oldest n8n that loads the package and the last 1.x, too: \`test/versions\`).
- **A question without an answer is an error**, never an empty list: an empty body, HTML, half a JSON text, a 404 other than the documented one of an empty list.
- **Redirects are not followed**, and no error, item or hint holds the password or the Authorization header.
- **Retry On Fail repeats nothing that was done.** Within one run of the node a change that was carried out is put out as it was, and one with an unknown outcome is held back; the user's own Retry of a failed execution buys nothing again that it has bought (\`test/engine/retryOnFail.test.mts\`).
- **What may not be done is not begun.** Allowed Actions of the credential and Allow in Agents of a tool are held against all that an item does, before the first item sends anything, and once more where requests are sent. What nobody understands allows nothing (\`test/contract/allowedActions.test.mts\`, \`test/engine/allowedActions.test.mts\`, \`test/engine/allowInAgents.test.mts\`).
- **No error denies what was done.** An error of a later item or a later request says what was carried out before (\`test/engine/afterTheChange.test.mts\`).
- **An expression without a value is an error**, wherever it was added, before anything is sent.
- **One intent, one order**: before a real order the node looks for the same product among the orders of the last minutes, those that Robot lists and those that it has confirmed to this n8n, and orders nothing when it cannot look. It looks, at the price as well, right before each sending: anew after it has waited for a limit.
- **Two processes of n8n do not order at the same moment**: from the look at earlier orders to Robot's reply a real order holds a lock in n8n's database, and so does the creation of a Storage Box. Right before it sends it makes sure that it still does; where the database cannot tell, nothing is sent (\`test/unit/lock.test.mts\`, \`test/engine/orderLock.test.mts\`). In n8n's real queue mode, with killed workers: [scale.md](scale.md).
- **A reply that is needed must be there.** An order, a new password or key, or something new with a name of Robot's that is answered without it is an unknown outcome, not a success.
- **No trouble ends a trigger.** A poll of a published workflow never throws, whatever it meets: each outage is one failed execution, each event fails alone and keeps what is known of it, and what has happened meanwhile comes afterwards, once (\`test/engine/triggerTrouble.test.mts\`, in a real n8n \`test/e2e/trigger.test.mts\`; for Hetzner Console \`test/engine/console/triggerTrouble.test.mts\`). Lists that are short or empty for a while start nothing (\`test/engine/triggerLists.test.mts\`, \`test/engine/console/triggerBoxes.test.mts\`), and damaged static data are a new beginning (\`test/engine/triggerState.test.mts\`).
- **A price limit passes only prices that Robot says plainly**: a number or digits for the product and every addon that is sent.

## The fault matrix

Every documented endpoint of every operation meets every trouble below, in n8n's own engine against a simulated Robot. For each cell the test counts the requests that arrived, compares the words of the error with a table written by hand (\`test/faults/table.mts\`), and searches all of the error for secrets. The timeouts are met with a second instead of a minute; replies of 40 MB, names that do not resolve, real proxies, foreign certificates and n8n's egress filter by one operation of each effect. Operations that need several requests meet faults at each of them (\`test/faults/jobs.test.mts\`).

The operations of Hetzner Console meet the same kinds of trouble, and every code of its API, with a table of their own (\`test/faults/consoleTable.mts\`). What the API refuses for now (\`conflict\`, \`locked\`, \`rate_limit_exceeded\`, \`robot_unavailable\`) is sent again, two times at least and for as long as Maximum Wait allows; after no reply, 500, 502, 504, \`unavailable\` and replies that cannot be read a change is sent once, and its outcome is unknown. A refused token is sent once, and one that only reads holds back changes only.`;

const TESTS = `Whatever Robot's paths of the Storage Boxes answer but a used up limit, the advice leads to the node Hetzner Storage Box.

## Fuzzing

\`npm run fuzz\` tries 10,000 random cases, \`npm test\` 1,000, always the same.

- **Parameters** that nobody would enter, given in the editor and by expressions: ids and names that try to leave their path segment, line breaks, NUL, lone surrogates, texts of 10 MB, \`__proto__\` in JSON and in items, numbers as texts, \`null\`, \`{}\` and \`[]\` where AI agents put them, dates of Luxon and JavaScript.
- **Replies** that are not Robot's: the documented ones with parts replaced, dropped, wrapped and doubled, JSON of wrong types, HTML, half texts, random bytes, packed and broken, nested without end, every status, and bytes that are no HTTP.

Each case ends in a clear error or in sound items; no request leaves the documented paths of its operation (checked on the address as it arrived, segment by segment), none has more than 1 MB, no change is sent twice unless a request limit refused it, nothing is left on \`Object.prototype\`, no rejection goes unhandled.

## Money

\`npm run fuzz\` makes 1,000 random runs of the three order operations with real orders and default options, \`npm test\` 200: up to three items, faults at any request (cut before and after Robot read it, errors, gateway errors, half and empty replies, used up limits, no answer), Retry On Fail, executions that are started again and two side by side. Robot never holds two orders for one intent; two items that want the same product in one run of the node are two intents and both placed; an order whose outcome was unknown, and one that Robot confirmed and does not list yet, is found when the node is run again. A test order never costs money, whatever Test holds: missing, empty, \`null\`, "no", an object.`;

const MUTATION_HEAD = `## Mutation

Would the tests notice if these rules were broken? \`npm run mutation\` puts small faults into the files that guard money, logins and limits, one at a time: \`>\` becomes \`>=\`, a condition is always true, a call or a text is left out. Only the fast tests of the file itself run against them: the engine tests may notice what this table counts as unnoticed. A file that was changed since is measured anew with its command.

| File | Faults | Noticed | Score | Command |
| --- | --: | --: | --: | --- |
`;

const REST = `## What it cannot protect from

- **A proxy's answer that comes as Robot's**: where n8n does not show who has spoken, a 403, 502 or 503 of a proxy looks like Robot's, and the outcome of a change is called unknown although nothing was sent. A connection that is reset in the TLS handshake is called unknown in n8n 1.102 to 2.33.
- **An n8n that hands its proxy everything**: n8n 1.85 does not let a proxy connect, but sends it the request with the password.
- **An order that Robot carries out more than a minute late.** After an order whose reply did not arrive the same one waits a minute and looks again before it is sent; what Robot lists later than that, or after n8n was restarted, is not found. Look at the orders yourself before you order again after an unknown outcome.
- **Lists that are late when n8n was restarted**: what Robot confirmed is known to the process that ordered, only the list to the next one.
- **A password that changes at Robot in the middle of a burst**: what is under way at that moment is refused, up to twenty, and Robot blocks the address, as after three. More than two at once are under way only while accepted replies come in.
- **A credential that is changed during an execution**: the execution goes on with what it has read at its beginning; the next one sees the change.
- **Three n8n processes with one wrong password** (main and two workers): each sends it once, and Robot blocks the address. The right password is then refused as well; each process that tries it says that this may be the reason, and tries it again when a block by the refusal that it has seen itself is over.
- **Two that order the same at the same moment, and are not the same node**: the lock is one node of one saved workflow, in all processes of n8n that share a database (main, workers, webhook processes) and in every way to run it. Two nodes, two workflows and a copied node look before they order, but wait for each other within one process only; two instances of n8n, n8n's agents and other programs of the account not at all. Nor has a workflow without an id a lock.
- **What only the process knows that ordered**: an order that Robot has confirmed and does not list yet, and the minute of waiting after one whose reply did not arrive. The lock is free once the request is over; another process sees what Robot lists.
- **A second reset by another process**: what Not Again Within knows is in the memory of the n8n process that sent the first. A restart forgets it, and workers of queue mode do not know of each other's: the lock around orders holds for the moment of an order, and remembers nothing.
- **A holder of the lock that was killed** keeps it for five to six minutes. As its age is told by the half-minutes of an hour, one that nobody has cleared within three quarters of an hour keeps it for 20 minutes more. Until then an order is an error that says so.
- **Clocks of n8n's machines that differ by minutes**: the age of a lock is told by them.
- **Clocks that differ by more than the protected time**: the node compares Robot's time of an order with its own.
- **Two intents for the same product within 10 minutes in two executions**: the second is refused, and told the transaction of the first. Shorten Duplicate Protection for that. Loop Over Items runs the node once for each batch: only the items of one batch are intents of their own.

## Dependencies

The package ships no dependency: \`npm audit --omit=dev\` has nothing to look at. What n8n itself brings is n8n's.`;
