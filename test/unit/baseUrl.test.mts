import { describe, expect, it } from '@jest/globals';
import { checkedBaseUrl } from '../../nodes/common/http/baseUrl.ts';

describe('a base URL', () => {
	it.each([
		['https://robot-ws.your-server.de', 'https://robot-ws.your-server.de'],
		[' HTTPS://Robot-WS.Your-Server.de:443/ ', 'https://robot-ws.your-server.de'],
		['https://robot-ws.your-server.de//', 'https://robot-ws.your-server.de'],
		['https://proxy.example.com/robot/', 'https://proxy.example.com/robot'],
		['http://LOCALHOST:4001', 'http://localhost:4001'],
		['https://robot-ws.your-server.de./', 'https://robot-ws.your-server.de'],
		['http://localhost.:4001', 'http://localhost:4001'],
		['http://127.1:4001', 'http://127.0.0.1:4001'],
		['http://127.1:80', 'http://127.0.0.1'],
	])('%j is %s', (given, address) => {
		expect(checkedBaseUrl(given, '')).toBe(address);
	});

	it.each(['https://robot.example.com?', 'https://robot.example.com/#', 'https://robot.example.com/?#/', 'https://@robot.example.com', 'https://:@robot.example.com'])(
		'%j holds more than an address, though it is empty',
		(given) => {
			expect(() => checkedBaseUrl(given, '')).toThrow('Base URL holds more than an address');
		},
	);
});
