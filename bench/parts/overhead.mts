/** 200 questions for a server each, answered at once: what the nodes themselves take. */
import { setDefaultCACertificates } from 'node:tls';
import { certificate, type Certified } from '../../test/support/certificate.mts';
import { runNode, useCredentialAt } from '../n8n.mts';
import { forget, getServer, httpRequest, SERVER, servers } from '../nodes.mts';
import { COMPARISON, comparison, type Measuring, type Part } from '../results.mts';
import { compare } from '../rounds.mts';
import { startServer } from '../server.mts';

const ITEMS = 200;

export async function measure({ short }: Measuring): Promise<Part> {
	const rounds = short ? 3 : 15;
	const certified = certificate();
	setDefaultCACertificates([certified.cert]);
	return { columns: COMPARISON, rows: [...(await over('http', 0.85, rounds)), ...(await over('https', 0.95, rounds, certified))], rounds };
}

async function over(scheme: string, most: number, rounds: number, certified?: Certified): Promise<string[][]> {
	const server = await startServer({ certified, reply: SERVER });
	await useCredentialAt(server.url);
	const items = servers(ITEMS);
	const url = `=${server.url}/server/{{ $json.number }}`;
	const { http, own, basic } = await compare(
		{
			http: async () => await runNode(httpRequest(url), items),
			own: async () => {
				forget();
				return await runNode(getServer, items);
			},
			basic: async () => await runNode(httpRequest(url, 'httpBasicAuth'), items),
		},
		rounds,
		rounds < 10 ? 1 : undefined,
	);
	await server.close();
	const beside = { beside: 'HTTP Request', other: http.milliseconds };
	return [
		comparison({ what: `${ITEMS} × Server > Get over ${scheme}`, ...beside, ...own, most }),
		comparison({ what: `${ITEMS} × HTTP Request over ${scheme} with n8n's Basic Auth`, ...beside, ...basic }),
	];
}
