import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

type Action = INodePropertyOptions & { action: string };

/** The operations of a list in the editor, with their lines in the list of actions. */
export const actionsOf = ({ options = [] }: INodeProperties): Action[] => options as Action[];
