import { describe, expect, it } from '@jest/globals';
import { checkedBaseUrl } from '../../nodes/common/http/baseUrl.ts';

describe('a base URL', () => {
	it.each([
		['https://robot-ws.your-server.de', 'https://robot-ws.your-server.de'],
		[' HTTPS://Robot-WS.Your-Server.de:443/ ', 'https://robot-ws.your-server.de'],
		['https://robot-ws.your-server.de//', 'https://robot-ws.your-server.de'],
		['https://proxy.example.com/robot/', 'https://proxy.example.com/robot'],
		['http://LOCALHOST:4001', 'http://localhost:4001'],
	])('%j is %s', (given, address) => {
		expect(checkedBaseUrl(given, '')).toBe(address);
	});
});
