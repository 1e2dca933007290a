import { expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';

/** compose.yaml is for users with Docker, and runs on GitHub with each change; here is what can be seen without Docker. */

interface Service {
	image: string;
	command?: string[];
	network_mode?: string;
	working_dir?: string;
	volumes: string[];
}

const { services } = parse(readFileSync('compose.yaml', 'utf8')) as { services: Record<'n8n' | 'package' | 'simulator', Service> };

it('has the n8n that the tests run in', () => {
	const { dependencies } = JSON.parse(readFileSync('demo/package.json', 'utf8')) as { dependencies: { n8n: string } };
	expect(services.n8n.image).toBe(`n8nio/n8n:${dependencies.n8n}`);
});

it('puts the package where that n8n looks for community nodes', () => {
	expect(services.n8n.volumes).toEqual(['n8n:/home/node/.n8n']);
	expect(services.package.volumes).toContain('n8n:/n8n');
	expect(services.package.command!.join('\n')).toContain('cd /n8n/nodes\nnpm install');
});

it('has the simulated Robot at an address that the credential takes without TLS', () => {
	expect(services.simulator.network_mode).toBe('service:n8n');
});

it('starts the simulated Robot without anything installed', async () => {
	const folder = mkdtempSync(join(tmpdir(), 'compose-'));
	cpSync('simulator', join(folder, 'simulator'), { recursive: true });
	const [program, ...args] = services.simulator.command!.map((word) => (word === '8093' ? '0' : word));
	expect({ image: services.simulator.image, program }).toEqual({ image: 'node:24', program: 'node' });
	const child = spawn(process.execPath, args, { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] });
	const [text] = (await once(child.stdout, 'data')) as [Buffer];
	child.kill();
	await once(child, 'close');
	rmSync(folder, { recursive: true });
	expect(text.toString()).toContain('A simulated Hetzner Robot is listening');
});
