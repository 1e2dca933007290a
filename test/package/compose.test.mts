import { describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';

/** compose.yaml and compose.queue.yaml are for users with Docker, and run on GitHub with each change; here is what can be seen without Docker. */

interface Service {
	image: string;
	command?: string[];
	network_mode?: string;
	working_dir?: string;
	volumes: string[];
}

interface QueueService extends Service {
	environment?: Record<string, string>;
	depends_on?: Record<string, { condition: string }>;
	healthcheck?: object;
	stop_grace_period?: string;
	extends?: object;
}

const { services } = parse(readFileSync('compose.yaml', 'utf8')) as { services: Record<'n8n' | 'package' | 'simulator', Service> };

const queue = parse(readFileSync('compose.queue.yaml', 'utf8'), { merge: true }) as {
	name: string;
	services: Record<'package' | 'n8n' | 'worker-1' | 'worker-2' | 'postgres' | 'redis', QueueService>;
	volumes: Record<string, null>;
};

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

describe('queue mode', () => {
	const { n8n, 'worker-1': first, 'worker-2': second, postgres, redis } = queue.services;

	it('has one n8n, one folder and one environment for the main process and two workers', () => {
		for (const { image, volumes, environment } of [n8n, first, second]) {
			expect({ image, volumes }).toEqual({ image: services.n8n.image, volumes: ['n8n:/home/node/.n8n'] });
			expect(environment).toEqual(n8n.environment);
		}
		expect([n8n.command, first.command, second.command]).toEqual([undefined, ['worker', '--concurrency=10'], ['worker', '--concurrency=10']]);
	});

	it('gives n8n the variables that switch queue mode on and lead to the other two', () => {
		const { DB_POSTGRESDB_PASSWORD, N8N_ENCRYPTION_KEY, ...others } = n8n.environment!;
		expect(others).toEqual({
			EXECUTIONS_MODE: 'queue',
			OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true',
			QUEUE_BULL_REDIS_HOST: 'redis',
			QUEUE_HEALTH_CHECK_ACTIVE: 'true',
			DB_TYPE: 'postgresdb',
			DB_POSTGRESDB_HOST: 'postgres',
			DB_POSTGRESDB_DATABASE: 'n8n',
			DB_POSTGRESDB_USER: 'n8n',
			N8N_GRACEFUL_SHUTDOWN_TIMEOUT: '90',
		});
		expect(postgres.environment).toEqual({ POSTGRES_DB: 'n8n', POSTGRES_USER: 'n8n', POSTGRES_PASSWORD: DB_POSTGRESDB_PASSWORD });
		for (const secret of [DB_POSTGRESDB_PASSWORD, N8N_ENCRYPTION_KEY]) expect(secret).toMatch(/^\$\{(POSTGRES_PASSWORD|N8N_ENCRYPTION_KEY):\?is missing/);
	});

	it('waits longer for what a worker is doing than n8n itself', () => {
		for (const { stop_grace_period } of [n8n, first, second]) expect(stop_grace_period).toBe('100s');
	});

	it('starts what others need first, and knows when it is ready', () => {
		const started = { condition: 'service_healthy' };
		expect(n8n.depends_on).toEqual({ package: { condition: 'service_completed_successfully' }, postgres: started, redis: started });
		for (const worker of [first, second]) expect(worker.depends_on).toEqual({ n8n: started });
		for (const { healthcheck } of [n8n, first, second, postgres, redis]) expect(healthcheck).toBeDefined();
	});

	it('has the package of compose.yaml, and volumes of its own: the other n8n has another key', () => {
		expect(queue.services.package).toEqual({ extends: { file: 'compose.yaml', service: 'package' } });
		expect(queue.name).toBe('n8n-queue');
		const mounted = [n8n, first, second, postgres, redis].flatMap(({ volumes }) => volumes.map((volume) => volume.split(':')[0]!));
		expect(Object.keys(queue.volumes).sort()).toEqual([...new Set(mounted)].sort());
	});
});
