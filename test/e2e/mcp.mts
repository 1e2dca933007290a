import { createRequire } from 'node:module';
import { join } from 'node:path';
import { N8N } from '../../demo/paths.mts';

/** The MCP client of the protocol's own authors, which n8n brings along. */

export interface McpTool {
	name: string;
	description: string;
	inputSchema: { properties?: Record<string, unknown>; required?: string[] };
}

export interface McpClient {
	connect: (transport: unknown) => Promise<void>;
	listTools: () => Promise<{ tools: McpTool[] }>;
	callTool: (call: { name: string; arguments: Record<string, unknown> }) => Promise<{ content: Array<{ text: string }>; isError?: boolean }>;
	getInstructions: () => string | undefined;
	close: () => Promise<void>;
}

interface Sdk {
	Client: new (info: { name: string; version: string }) => McpClient;
	StreamableHTTPClientTransport: new (url: URL, options: { requestInit: RequestInit }) => unknown;
}

const sdk = () => {
	const load = createRequire(join(N8N, 'package.json'));
	const part = (name: string) => load(`@modelcontextprotocol/sdk/client/${name}.js`) as Partial<Sdk>;
	return { ...part('index'), ...part('streamableHttp') } as Sdk;
};

export async function mcpClient(url: string, token: string): Promise<McpClient> {
	const { Client, StreamableHTTPClientTransport } = sdk();
	const client = new Client({ name: 'test', version: '1.0.0' });
	await client.connect(new StreamableHTTPClientTransport(new URL(url), { requestInit: { headers: { authorization: `Bearer ${token}` } } }));
	return client;
}
