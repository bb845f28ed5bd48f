//! Common Danish verbs by their infinitives, to tell "Flere unge vælger …", which promises, from a title.
//!
//! Verbs whose present is also the plural of a noun (*kurser*, *lover*, *priser*) are left out.

use rustc_hash::FxHashSet;
use std::sync::LazyLock;

static SET: LazyLock<FxHashSet<&str>> = LazyLock::new(|| INFINITIVES.split_whitespace().collect());

/// Adverbs that verbs begin with: *hjemtage*, *genåbne*. Others make nouns of persons too (*forbruger*, *medarbejder*).
const PREFIXES: [&str; 9] = ["hjem", "ud", "ind", "op", "ned", "frem", "videre", "gen", "over"];

/// Nouns that look like the present of such a verb.
const NOUNS: [&str; 6] = ["indbygger", "opfinder", "opgaver", "udgaver", "indehaver", "overtræder"];

/// Whether `word` is the present of a verb: "vælger", "går", "visiteres", "hjemtager".
pub fn is_present(word: &str) -> bool {
    let stem = |word: &str| {
        word.strip_suffix('r').is_some_and(|stem| SET.contains(stem))
            || word.strip_suffix('s').is_some_and(|stem| SET.contains(stem))
    };
    if !word.ends_with(['r', 's']) {
        return false;
    }
    let behind = |prefix: &&str| word.strip_prefix(*prefix).is_some_and(|rest| rest.len() > 4 && stem(rest));
    stem(word) || PREFIXES.iter().any(behind) && !NOUNS.contains(&word)
}

/// Whether `word` is the past of a weak verb: "talte", "fyldte", "arbejdede".
pub fn is_past(word: &str) -> bool {
    let stem = word.strip_suffix("ede").or_else(|| word.strip_suffix("te"));
    stem.is_some_and(|stem| {
        let mut infinitive = String::with_capacity(stem.len() + 1);
        infinitive.push_str(stem);
        infinitive.push('e');
        SET.contains(infinitive.as_str())
    })
}

/// Whether `word` is the infinitive of a verb: "vælge", "gå".
pub fn is_infinitive(word: &str) -> bool {
    SET.contains(word)
}

const INFINITIVES: &str = "
acceptere adskille afbryde afdække afgive afgøre afhjælpe afholde afklare afkorte aflaste aflevere aflyse aflægge
afløse afprøve afsende afskaffe afslutte afspejle afstemme afsætte afsøge aftage aftale afvikle afvise ajourføre
aktivere analysere anbefale anerkende anføre angive anlægge anmode annoncere ansætte ansøge anvende anvise arrangere
assistere basere bede bedre begrunde begrænse begynde behandle beholde bekræfte bekæmpe belyse benytte berette berige
berøre beskrive beskytte beskæftige beslutte bestemme bestille bestræbe bestyrke bestå besvare besætte besøge betale
betragte betyde bevare bevidstgøre bevilge bevæge bidrage binde bistå bistå blive bo bringe bruge bryde byde bygge
danne dele deltage digitalisere diskutere dokumentere drage drive drøfte dække effektivisere effektuere efterkomme
efterleve efterspørge efteruddanne eje eksistere ende engagere erstatte etablere evaluere facilitere falde fastholde
fastlægge fastsætte fatte finansiere finde flytte forankre forbedre forberede forblive forbygge fordele fordoble
forebygge foregå forelægge forenkle foreslå foretage forhindre forholde forkorte forlade forlænge formidle formulere
forny forpligte forske forstyrre forstærke forstå forsøge forsørge fortsætte fortælle forudsætte forvente forøge
fravælge fremlægge fremme fremrykke fremskynde frigive frigøre fuldføre fungere fylde fælge færdiggøre føle få få
gennemføre gennemgå gennemlyse genoptage genoverveje gentage genåbne give glæde godkende gribe gøre gå halvere handle
have henlede hente henvende henvise hjælpe holde hæve højne høre håndtere igangsætte implementere imødekomme
indarbejde indbyde inddrage indebære indeholde indføre indgå indhente indkalde indlede indrette indsamle indskrive
indsnævre indstille informere inspirere integrere intensivere introducere investere invitere involvere iværksætte
justere kende klare klargøre klarlægge knytte koble kombinere komme koncentrere kontakte koordinere kortlægge kræve
kunne kvalificere lade lancere lede lette leve levere ligge love lukke lykkes lytte lægge lære læse løbe løfte løse
matche medfinansiere medføre medvirke mene mindske miste modarbejde modtage modvirke motivere møde måle målrette
nedbringe nedlægge nedsætte nærme nævne nå omdanne omfatte omlægge omstille omsætte opbygge opdage opdatere opdyrke
opfatte opfordre opfylde opfølge opføre opgøre ophøre opkvalificere opleve oplyse opmuntre opnå opprioritere
opretholde oprette opruste opspore opstarte opstille opsøge optage optimere ordne organisere orientere overdrage
overføre overgå overholde overlade overskride overstige oversætte overtage overveje passere pege placere planlægge
pleje prioritere producere præsentere prøve publicere påbegynde påtage påvirke realisere reducere registrere
rekruttere reparere repræsentere reservere respektere revidere ringe risikere rumme rykke række samarbejde samle
sammenligne sammenlægge sammensætte sammentænke screene se sende sidde sikre skabe skaffe skalere ske skelne skifte
skrive skærpe slippe sluse slutte slå smitte spare spille spore spørge stabilisere starte stige stille stoppe straffe
strukturere strække styre styrke støtte stå stå supplere svare synliggøre systematisere sænke sætte søge tabe tage
tale tilbyde tildele tilegne tilføre tilgodese tilgå tilknytte tilmelde tilpasse tilrettelægge tilskynde tilstræbe
tilvejebringe tilvælge trives træde træffe trække træne tænke udarbejde udbetale udbrede udbyde udbygge uddanne uddele
uddelegere uddybe udeblive udfase udfolde udfordre udforme udføre udgøre udleve udlevere udløbe udmønte udnytte udpege
udrede udrulle udsende udskille udskrive udskyde udsætte udvide udvikle udvælge understøtte undersøge undervise undgå
varetage vedligeholde vedtage vejlede vende vente vide videreføre videregive videreudvikle vinde virke vise visitere
vokse vurdere vælge være værne yde ændre øge ønske åbne
";
