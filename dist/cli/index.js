#!/usr/bin/env node
import { terminal } from "../bundle/index.js";

await terminal();
