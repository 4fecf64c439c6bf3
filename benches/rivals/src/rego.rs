//! The rules of `rules.rego`, compiled once for the engine's own machine, the fastest way it offers, and run on inputs parsed
//! beforehand.

use std::hint::black_box;
use std::time::Instant as Started;

use regorus::languages::rego::compiler::Compiler;
use regorus::rvm::vm::RegoVM;
use regorus::{Engine, Rc, Value};

use super::{Answer, Case, answers_from};

const RULES: &str = include_str!("../rules.rego");
const ENTRY: &str = "data.custody.findings";

pub struct Rego {
    machine: RegoVM,
    inputs: Vec<Value>,
}

impl Rego {
    pub fn new(cases: &[Case]) -> Self {
        let mut engine = Engine::new();
        engine.add_policy("rules.rego".to_owned(), RULES.to_owned()).unwrap();
        let compiled = engine.compile_with_entrypoint(&Rc::from(ENTRY)).unwrap();
        let mut machine = RegoVM::new_with_policy(compiled.clone());
        machine.load_program(Compiler::compile_from_policy(&compiled, &[ENTRY]).unwrap());
        // Its default limit ends a record of sixty entries half way.
        machine.set_max_instructions(usize::MAX);
        let inputs = cases.iter().map(|case| Value::from_json_str(&case.input.to_string()).unwrap()).collect();
        Self { machine, inputs }
    }

    fn eval(&mut self, i: usize) -> Value {
        self.machine.set_input(self.inputs[i].clone());
        self.machine.execute().unwrap()
    }

    pub fn answers(&mut self, i: usize) -> Vec<Answer> {
        answers_from(&self.eval(i).to_json_str().unwrap())
    }

    /// Returns the seconds that the first records took, as many as asked.
    pub fn seconds(&mut self, records: usize) -> f64 {
        let started = Started::now();
        for i in 0..records {
            black_box(self.eval(i));
        }
        started.elapsed().as_secs_f64()
    }
}
