import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo, Server as NetServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { N8N } from '../../demo/paths.mts';

/** A server with SSH that runs what it is told in a real shell, within a folder of its own instead of `/root`. */

interface Channel {
	write(data: string | Buffer): void;
	stderr: { write(data: string | Buffer): void };
	exit(code: number): void;
	end(): void;
}

interface Client {
	on(event: string, listener: (...given: never[]) => void): Client;
	end(): void;
}

interface Ssh2 {
	Server: new (options: { hostKeys: string[] }, connected: (client: Client) => void) => NetServer;
	utils: { generateKeyPairSync(type: 'ecdsa', options: { bits: 256 }): { private: string; public: string }; parseKey(key: string): { getPublicSSH(): Buffer } };
}

export interface SshServer {
	port: number;
	/** In place of /root. */
	home: string;
	/** What the client has as its key. */
	privateKey: string;
	/** How many connections are cut before one is accepted. */
	cut: number;
	/** How many have been accepted. */
	logins: number;
	/** What was run. */
	commands: string[];
	/** Puts a program there. */
	install(path: string, script: string): Promise<void>;
	close(): Promise<void>;
}

export async function startSshServer(): Promise<SshServer> {
	const { Server, utils } = createRequire(join(N8N, 'package.json'))('ssh2') as Ssh2;
	const own = utils.generateKeyPairSync('ecdsa', { bits: 256 });
	const allowed = utils.parseKey(own.public).getPublicSSH();
	const home = await mkdtemp(join(tmpdir(), 'robot-ssh-'));
	const install = async (path: string, script: string) => {
		await mkdir(join(home, path, '..'), { recursive: true });
		await writeFile(join(home, path), `#!/bin/sh\n${script}\n`);
		await chmod(join(home, path), 0o755);
	};
	const run = (command: string, channel: Channel) => {
		const shell = spawn('sh', ['-c', command.replaceAll('/root', home)], { env: { ...process.env, PATH: `${home}/bin:${process.env.PATH}` } });
		shell.stdout.on('data', (data: Buffer) => channel.write(data));
		shell.stderr.on('data', (data: Buffer) => channel.stderr.write(data));
		// As sshd does: it waits until nobody holds the output any more.
		shell.on('close', (code) => {
			channel.exit(code ?? 1);
			channel.end();
		});
	};
	const server = new Server({ hostKeys: [utils.generateKeyPairSync('ecdsa', { bits: 256 }).private] }, (client) => {
		client.on('error', () => {});
		if (standIn.cut-- > 0) return client.end();
		client.on('authentication', (context: { method: string; username: string; key?: { data: Buffer }; accept(): void; reject(methods: string[]): void }) => {
			if (context.method === 'publickey' && context.username === 'root' && context.key?.data.equals(allowed)) context.accept();
			else context.reject(['publickey']);
		});
		client.on('ready', () => void standIn.logins++);
		client.on('session', (accept: () => { on(event: 'exec', listener: (accept: () => Channel, reject: () => void, info: { command: string }) => void): void }) => {
			accept().on('exec', (take, _reject, { command }) => {
				standIn.commands.push(command);
				run(command, take());
			});
		});
	});
	await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
	const close = async () => {
		server.close();
		await rm(home, { recursive: true, force: true });
	};
	const standIn: SshServer = { port: (server.address() as AddressInfo).port, home, privateKey: own.private, cut: 0, logins: 0, commands: [], install, close };
	return standIn;
}
