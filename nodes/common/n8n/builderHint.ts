import type { IBuilderHint } from 'n8n-workflow';

/** What n8n's AI builders should know when they use a node as a tool: the node itself cannot demand a review of its calls. */
export const builderHint: IBuilderHint = {
	searchHint:
		'As a tool of an AI agent, give it one operation per tool node. Put a human review between the agent and every tool that interrupts, destroys or costs something. Such a tool does its work only when a person has switched Allow in Agents on in it. MCP Server Trigger has no review: give it tools that only read.',
	relatedNodes: [
		{ nodeType: '@n8n/n8n-nodes-langchain.agent', relationHint: 'Calls this node as a tool; reviews work from version 3 on' },
		{ nodeType: '@n8n/n8n-nodes-langchain.chatHitlTool', relationHint: 'Review in the chat: connect the tool to it, and it to the agent' },
		{ nodeType: 'n8n-nodes-base.slackHitlTool', relationHint: 'Review in Slack: connect the tool to it, and it to the agent' },
	],
};
