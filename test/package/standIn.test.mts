import { expect, it } from '@jest/globals';
import { exampleWorkflows } from '../../demo/examples.mts';
import { ledTo, startStandIn } from '../../demo/standIn.mts';

/** Where the example workflows of the demo lead. */

const URL_THERE = 'http://127.0.0.1:8094';

it('leads what the examples talk to, to the demo itself, but for the server that is to be silent', async () => {
	const placesIn = (text: string) => [...new Set(text.match(/https?:\/\/[\w.:-]+/g))].sort();
	const settings = (await exampleWorkflows()).map((workflow) => ledTo(URL_THERE, workflow).nodes.filter(({ name }) => name === 'Settings'));
	expect(placesIn(JSON.stringify(settings))).toEqual(['http://127.0.0.1:8094', 'http://web2.example.com:8080', 'https://web2.example.com']);
});

it('gives the new server of the demo a domain that is no placeholder: its set-up would stop', async () => {
	const { nodes } = ledTo(URL_THERE, (await exampleWorkflows()).find(({ id }) => id === 'robotNewServer')!);
	expect(JSON.stringify(nodes.find(({ name }) => name === 'Settings'))).toContain('"name":"domain","value":"example.net"');
	expect(JSON.stringify(nodes)).toContain("$json.domain === 'example.com'");
});

it('changes nothing else of a workflow', async () => {
	for (const workflow of await exampleWorkflows()) {
		const led = ledTo(URL_THERE, workflow);
		expect(led.nodes.map(({ name, type }) => [name, type])).toEqual(workflow.nodes.map(({ name, type }) => [name, type]));
		expect(led.connections).toEqual(workflow.connections);
	}
});

it('tells each message, and answers everybody', async () => {
	const said: string[] = [];
	const standIn = await startStandIn(0, (text) => said.push(text));
	for (const body of ['{"text":"web2: reset with sw."}', 'no JSON', '{}']) expect((await fetch(standIn.url, { method: 'POST', body })).status).toBe(200);
	expect(await (await fetch(`${standIn.url}/`)).text()).toBe('198.51.100.7');
	await standIn.close();
	expect(said).toEqual(['web2: reset with sw.', 'no JSON', '{}']);
});
